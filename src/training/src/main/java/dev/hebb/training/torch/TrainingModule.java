package dev.hebb.training.torch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Seed;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.training.Optimizer;
import dev.hebb.training.TrainingException;
import dev.hebb.training.data.TensorSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model in training: its graph with loss and metrics as outputs, the optimizer, and the data, all
 * on the device. Not thread-safe.
 */
public final class TrainingModule implements AutoCloseable {
  private final TorchModule module;
  private final Optimization optimization;
  private final List<Param> params;
  private final List<String> trained;
  private final Seed masks;
  private final Map<Integer, TorchModule.Longs> rows = new HashMap<>();
  private final TorchModule.Doubles control;

  /**
   * Prints and loads the program.
   *
   * @param model its graph puts out the loss, a scalar, then whatever is measured
   * @param seed of everything random in training
   */
  public TrainingModule(Model model, Optimizer optimizer, long seed, int threads) {
    Graph graph = model.graph();
    this.params = graph.params();
    this.trained = params.stream().filter(Param::trainable).map(Param::name).toList();
    this.optimization = Optimization.of(optimizer, graph);
    this.masks = new Seed(seed).of("masks");
    Program program = new Program(model);
    program.step(graph, optimization);
    program.evaluate(graph);
    program.weights();
    this.module = new TorchModule(program);
    module.train("begin", List.of());
    this.control = module.doubles(optimization.controls());
    JniUtils.setNumThreads(threads);
  }

  /** Examples on the device, one array for each of the graph's inputs. */
  public static final class Data {
    private final List<PtNDArray> arrays;

    private Data(List<PtNDArray> arrays) {
      this.arrays = arrays;
    }
  }

  /** Copies examples to the device. */
  public Data put(List<Tensor> tensors) {
    return new Data(tensors.stream().map(module::put).toList());
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
    List<TorchModule.Bytes> room =
        specs.stream().map(spec -> module.bytes(spec.type(), spec.dims(rows))).toList();
    return new Slot(
        room.stream().map(TorchModule.Bytes::buffer).toList(),
        new Data(room.stream().map(TorchModule.Bytes::array).toList()));
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
   * @return loss and metrics, before the update
   */
  public double[] step(Data data, int[] batch, long step, double scale) {
    // 53 bits: the seed travels as a double.
    control.buffer().put(0, optimization.control(masks.of(step).value() >>> 11, step, scale));
    List<PtNDArray> arguments = arguments(data, batch);
    arguments.add(control.array());
    float[] figures = module.train("step", arguments);
    double[] seen = new double[figures.length - 1];
    Arrays.setAll(seen, i -> figures[i]);
    return seen;
  }

  /** The learning rate of a step, before it is scaled. */
  public double learningRate(long step) {
    return optimization.control(0, step, 1)[Optimization.RATE];
  }

  /** All outputs over these rows one behind the other, in inference mode. */
  public double[] evaluate(Data data, int[] batch) {
    return module.figures("evaluate", arguments(data, batch));
  }

  private List<PtNDArray> arguments(Data data, int[] batch) {
    TorchModule.Longs target = rows.computeIfAbsent(batch.length, module::longs);
    for (int i = 0; i < batch.length; i++) {
      target.buffer().put(i, batch[i]);
    }
    List<PtNDArray> arguments = new ArrayList<>(data.arrays);
    arguments.add(target.array());
    return arguments;
  }

  /** The parameters as they are now. */
  public Weights weights() {
    List<Tensor> copies = module.copies("weights");
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
    module.train("finish", List.of());
  }

  /** What each tensor of {@link #state} is: {@code dense/kernel/m}. */
  public List<String> stateNames() {
    return optimization.slots().stream()
        .flatMap(slot -> trained.stream().map(name -> name + "/" + slot.name()))
        .toList();
  }

  /** All that the optimizer remembers from step to step, each like its parameter; copies. */
  public List<Tensor> state() {
    return module.copies("state");
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
    module.give("restore", given);
  }

  @Override
  public void close() {
    module.close();
  }
}
