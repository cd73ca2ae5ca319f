package dev.hebb.stream.tick;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A step graph in Java: kernels that read and write registers, one after the other.
 *
 * <p>Thread-safe; a run allocates nothing.
 */
public final class Program {
  // So many threads find memory at once without making some.
  private static final int KEPT = 16;

  private final List<Kernel> kernels;
  private final int[] inputs;
  private final int[] outputs;
  private final List<Register> registers;
  private final long multiplications;
  private final AtomicReferenceArray<float[][]> idle = new AtomicReferenceArray<>(KEPT);

  Program(
      List<Kernel> kernels,
      List<Integer> inputs,
      List<Integer> outputs,
      List<Register> registers,
      long multiplications) {
    this.kernels = List.copyOf(kernels);
    this.inputs = inputs.stream().mapToInt(Integer::intValue).toArray();
    this.outputs = outputs.stream().mapToInt(Integer::intValue).toArray();
    this.registers = List.copyOf(registers);
    this.multiplications = multiplications;
  }

  /**
   * The program of a file; empty where it has an operator that is not known here.
   *
   * @param file ONNX that ONNX Runtime has loaded
   * @param inputs the sizes of its inputs by name, in the order in which a run is given them
   * @param outputs the names of its outputs, in that order
   */
  public static Optional<Program> of(
      byte[] file, Map<String, List<Integer>> inputs, List<String> outputs) {
    try {
      return Optional.of(new Compiler(OnnxGraph.of(file)).program(inputs, outputs));
    } catch (Unknown operator) {
      return Optional.empty();
    }
  }

  /** Something in a graph that is not known here. */
  static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unknown(String what) {
      super(what, null, false, false);
    }
  }

  /** How many multiplications with weights a run takes. */
  public long multiplications() {
    return multiplications;
  }

  /**
   * Computes the outputs. Whole numbers are given as floats.
   *
   * @param in the numbers of each input
   * @param out where those of each output go
   * @throws TickException when an index is not in its table; the outputs are then nothing
   */
  public void run(float[][] in, float[][] out) {
    int place = (int) Thread.currentThread().getId() & (KEPT - 1);
    float[][] r = idle.getAndSet(place, null);
    if (r == null) {
      r = fresh();
    }
    for (int i = 0; i < in.length; i++) {
      r[inputs[i]] = in[i];
    }
    for (int i = 0; i < out.length; i++) {
      r[outputs[i]] = out[i];
    }
    try {
      for (int i = 0; i < kernels.size(); i++) { // no iterator: this is called at every tick
        kernels.get(i).run(r);
      }
    } finally {
      idle.set(place, r);
    }
  }

  private float[][] fresh() {
    return registers.stream().map(Register::numbers).toArray(float[][]::new);
  }

  /**
   * A place for numbers.
   *
   * @param constant what stands there; empty for what is computed
   */
  record Register(int size, Optional<Weights> constant) {
    /** Shared if they are constant, else new ones. */
    float[] numbers() {
      return constant.map(Weights::numbers).orElseGet(() -> new float[size]);
    }
  }
}
