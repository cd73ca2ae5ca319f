package dev.hebb.training.torch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.hebb.graph.Tensor;
import dev.hebb.training.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * A worker of a training: the program and a shard's rows. What it gives for a round follows from
 * these and the round alone. Not thread-safe.
 */
public final class ShardModule implements AutoCloseable {
  private static final float[] UNCHANGED = {};

  private final ShardProgram program;
  private final Replica replica;
  private final List<PtNDArray> data;
  private final List<Tensor> first;

  /** Loads it, and copies the rows to the device. */
  public ShardModule(ShardProgram program, List<Tensor> rows) {
    this.program = program;
    TorchModule module = new TorchModule(program, Hardware.of(Device.cpu()));
    this.replica = new Replica(module, program.controls(), 1);
    this.data = replica.put(rows);
    this.first = replica.copies("weights");
  }

  /** Does its share of a round. */
  public Share run(Round round, int shard) {
    JniUtils.setNumThreads(program.threads()); // Of the process, and others are in it too.
    int[][] places = round.places(shard);
    if (Arrays.stream(places).allMatch(step -> step.length == 0)) {
      return new Share(0, new double[0], new float[0][]);
    }
    float[][] held = round.held();
    int params = program.params().length;
    switch (round.kind()) {
      case GRADIENT -> {
        replica.set(tensors(held, 0, program.params()));
        replica.control(round.controls(shard)[0]);
        return gradient(places[0], held);
      }
      case STEPS -> {
        List<Tensor> all = tensors(held, 0, program.params());
        all.addAll(tensors(held, params, program.state()));
        replica.restore(all);
        return steps(places, round.controls(shard), held);
      }
      default -> {
        replica.set(tensors(held, 0, program.params()));
        Figures figures = new Figures(program.means());
        for (int[] rows : places) {
          if (rows.length > 0) {
            figures.add(replica.evaluate(data, rows), rows.length);
          }
        }
        return new Share(figures.rows(), figures.values(), new float[0][]);
      }
    }
  }

  // Parameters that did not change since the program was made are not sent.
  private List<Tensor> tensors(float[][] held, int from, long[][] dims) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < dims.length; i++) {
      float[] values = held[from + i];
      boolean sent = values.length > 0 || Tensor.elements(dims[i]) == 0;
      tensors.add(sent ? Tensor.of(values, dims[i]) : first.get(i));
    }
    return tensors;
  }

  private Share gradient(int[] rows, float[][] held) {
    try (Replica.Part part = replica.gradients(data, rows)) {
      Figures figures = new Figures(program.means());
      figures.add(doubles(part.figures()), rows.length);
      List<float[]> numbers = new ArrayList<>();
      numbers.add(part.gradients().toFloatArray());
      numbers.addAll(others(held));
      return new Share(rows.length, figures.values(), numbers.toArray(float[][]::new));
    }
  }

  private Share steps(int[][] places, double[][] controls, float[][] held) {
    Figures figures = new Figures(program.means());
    for (int step = 0; step < places.length; step++) {
      if (places[step].length > 0) {
        replica.control(controls[step]);
        float[] seen = replica.step(data, places[step]);
        figures.add(doubles(Arrays.copyOf(seen, seen.length - 1)), places[step].length);
      }
    }
    List<Tensor> all = new ArrayList<>(replica.copies("weights"));
    all.addAll(replica.copies("state"));
    List<float[]> numbers = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      numbers.add(moved(all.get(i), held[i], i));
    }
    return new Share(figures.rows(), figures.values(), numbers.toArray(float[][]::new));
  }

  // A gradient changes no parameter that is trained; the others may move, such as batch statistics.
  private List<float[]> others(float[][] held) {
    Iterator<Tensor> now = replica.copies("others").iterator();
    List<float[]> numbers = new ArrayList<>();
    for (int i = 0; i < program.params().length; i++) {
      numbers.add(program.trained(i) ? UNCHANGED : moved(now.next(), held[i], i));
    }
    return numbers;
  }

  private float[] moved(Tensor now, float[] given, int number) {
    float[] before = given.length > 0 ? given : first.get(number).toFloats();
    float[] values = now.toFloats();
    return Arrays.equals(before, values) ? UNCHANGED : values;
  }

  private static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }

  @Override
  public void close() {
    replica.close();
  }
}
