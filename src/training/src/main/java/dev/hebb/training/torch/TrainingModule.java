package dev.hebb.training.torch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Seed;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.training.Device;
import dev.hebb.training.Optimizer;
import dev.hebb.training.TrainingException;
import dev.hebb.training.data.TensorSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A model in training: its graph with loss and metrics as outputs, the optimizer, and the data, on
 * one device or several alike, each of which has all of the model and does a part of each batch.
 * Not thread-safe.
 */
public final class TrainingModule implements AutoCloseable {
  /**
   * What the names of nodes begin with that are computed in float32, whatever the precision: losses
   * and metrics, which count.
   */
  public static final String EXACT = "objective/";

  private final List<Replica> replicas = new ArrayList<>();
  private final Optimization optimization;
  private final List<Param> params;
  private final List<String> trained;
  private final Seed masks;
  private final int means;
  private final Supplier<ShardProgram> workers;

  /**
   * Prints and loads the program.
   *
   * @param model its graph puts out the loss, a scalar, then whatever is measured
   * @param seed of everything random in training
   */
  public TrainingModule(Model model, Optimizer optimizer, long seed, Placement placement) {
    Graph graph = model.graph();
    this.params = graph.params();
    this.trained = params.stream().filter(Param::trainable).map(Param::name).toList();
    this.optimization = Optimization.of(optimizer, graph);
    this.masks = new Seed(seed).of("masks");
    this.means = placement.means();
    int parts = placement.devices().size();
    for (Device device : placement.devices()) {
      Program program = program(model, device, placement);
      TorchModule module = new TorchModule(program, Hardware.of(device));
      replicas.add(new Replica(module, optimization.controls(), parts));
    }
    this.workers = () -> workers(program(model, placement.devices().get(0), placement), placement);
    JniUtils.setNumThreads(placement.threads());
  }

  private Program program(Model model, Device device, Placement placement) {
    int parts = placement.devices().size();
    Graph graph = model.graph();
    Program program = new Program(model, place(device, parts));
    TrainingProgram training =
        new TrainingProgram(program, graph, optimization, placement.precision());
    training.step();
    if (parts > 1 || placement.sharded()) {
      training.parts(parts);
    }
    program.evaluate(graph);
    program.weights();
    program.set();
    return program;
  }

  private ShardProgram workers(Program program, Placement placement) {
    return ShardProgram.of(
        program,
        params,
        state().stream().map(Tensor::dims).toArray(long[][]::new),
        optimization.controls(),
        placement);
  }

  /** Its other side, where workers do the steps. The placement must be sharded. */
  public ShardedModule sharded() {
    return new ShardedModule(this, first(), workers.get(), params);
  }

  private static Program.Place place(Device device, int parts) {
    if (device.isGpu()) {
      return Program.Place.GPU;
    }
    return parts > 1 ? Program.Place.OTHER : Program.Place.SAME;
  }

  private Replica first() {
    return replicas.get(0);
  }

  /** Examples on the devices, one array for each of the graph's inputs. */
  public static final class Data {
    private final List<List<PtNDArray>> arrays;

    private Data(List<List<PtNDArray>> arrays) {
      this.arrays = arrays;
    }
  }

  /** Copies examples to the devices. */
  public Data put(List<Tensor> tensors) {
    return new Data(replicas.stream().map(each -> each.put(tensors)).toList());
  }

  /**
   * Room for a batch. The buffers are the memory that {@link #step} reads: whoever fills them must
   * be done by then.
   *
   * @param buffers one for each of the graph's inputs
   */
  public record Slot(List<ByteBuffer> buffers, Data data) {
    public Slot {
      buffers = List.copyOf(buffers);
    }
  }

  /** Makes room for batches of at most so many rows. */
  public Slot slot(List<TensorSpec> specs, int rows) {
    List<TorchModule.Bytes> room = first().room(specs, rows);
    List<PtNDArray> arrays = room.stream().map(TorchModule.Bytes::array).toList();
    return new Slot(
        room.stream().map(TorchModule.Bytes::buffer).toList(),
        new Data(Collections.nCopies(replicas.size(), arrays)));
  }

  /**
   * One training step over these rows of the data.
   *
   * @param step counted from 1; with the seed it decides all random numbers of the step
   * @return all outputs one behind the other, before the update
   */
  public double[] step(Data data, int[] batch, long step) {
    return step(data, batch, step, 1);
  }

  /**
   * One training step over these rows of the data.
   *
   * @param step counted from 1; with the seed it decides all random numbers of the step
   * @param scale times the optimizer's learning rate is that of this step
   * @return all outputs one behind the other, before the update
   */
  public double[] step(Data data, int[] batch, long step, double scale) {
    if (replicas.size() > 1) {
      return parts(data, batch, step, scale);
    }
    first().control(control(0, step, scale));
    float[] figures = first().step(data.arrays.get(0), batch);
    double[] seen = new double[figures.length - 1];
    Arrays.setAll(seen, i -> figures[i]);
    return seen;
  }

  // 53 bits: the seed travels as a double. The first part of a batch draws what a whole one draws.
  double[] control(int part, long step, double scale) {
    Seed drawn = part == 0 ? masks.of(step) : masks.of(step).of(part);
    return optimization.control(drawn.value() >>> 11, step, scale);
  }

  private double[] parts(Data data, int[] batch, long step, double scale) {
    int parts = Math.min(replicas.size(), batch.length);
    double[] shares = new double[replicas.size()];
    List<Replica.Part> done = new ArrayList<>();
    try {
      for (int i = 0; i < parts; i++) {
        int[] rows = Arrays.copyOfRange(batch, cut(batch, i, parts), cut(batch, i + 1, parts));
        shares[i] = (double) rows.length / batch.length;
        replicas.get(i).control(control(i, step, scale));
        done.add(replicas.get(i).gradients(data.arrays.get(i), rows));
      }
      List<PtNDArray> gradients = new ArrayList<>();
      for (int i = 0; i < replicas.size(); i++) { // Of a part that is empty the share is none.
        gradients.add(done.get(Math.min(i, parts - 1)).gradients());
      }
      for (int i = 0; i < replicas.size(); i++) {
        replicas.get(i).control(control(i, step, scale));
        replicas.get(i).apply(gradients, shares);
      }
      return together(done.stream().map(Replica.Part::figures).toList(), shares);
    } finally {
      done.forEach(Replica.Part::close);
    }
  }

  private static int cut(int[] batch, int part, int parts) {
    return (int) ((long) batch.length * part / parts);
  }

  private double[] together(List<float[]> figures, double[] shares) {
    double[] seen = new double[figures.get(0).length];
    for (int part = 0; part < figures.size(); part++) {
      for (int i = 0; i < seen.length; i++) {
        seen[i] += figures.get(part)[i] * (i < means ? shares[part] : 1);
      }
    }
    return seen;
  }

  /** The learning rate of a step, before it is scaled. */
  public double learningRate(long step) {
    return optimization.control(0, step, 1)[Optimization.RATE];
  }

  /** All outputs over these rows one behind the other, in inference mode. */
  public double[] evaluate(Data data, int[] batch) {
    return first().evaluate(data.arrays.get(0), batch);
  }

  /** The parameters as they are now. */
  public Weights weights() {
    List<Tensor> copies = first().copies("weights");
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (int i = 0; i < copies.size(); i++) {
      named.put(params.get(i).name(), copies.get(i));
    }
    return new Weights(named);
  }

  /**
   * Ends the training: the parameters become what the optimizer makes of them at last, such as
   * their averages.
   */
  public void finish() {
    first().call("finish");
  }

  /** What each tensor of {@link #state} is: {@code dense/kernel/m}. */
  public List<String> stateNames() {
    return optimization.remembered().stream()
        .map(each -> trained.get(each.parameter()) + "/" + each.slot().name())
        .toList();
  }

  /** All that the optimizer remembers from step to step; copies. */
  public List<Tensor> state() {
    return first().copies("state");
  }

  /**
   * Goes on where another run was: with the same steps from here on, bit for bit as that run did.
   *
   * @param weights all parameters
   * @param state of a module with the same graph and optimizer
   */
  public void restore(Weights weights, List<Tensor> state) {
    int expected = stateNames().size();
    if (state.size() != expected) {
      throw new TrainingException(
          "optimizer: expected a state of %d tensors, got %d. Go on with the optimizer that it comes from."
              .formatted(expected, state.size()));
    }
    List<Tensor> given =
        new ArrayList<>(params.stream().map(param -> weights.get(param.name())).toList());
    given.addAll(state);
    replicas.forEach(each -> each.restore(given));
  }

  @Override
  public void close() {
    replicas.forEach(Replica::close);
  }
}
