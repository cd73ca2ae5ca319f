package dev.hebb.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The layers of a task in TensorFlow; recurrences are unrolled. */
final class TensorFlowNet {
  private static final float EPSILON = 1e-7f;

  private final Ops tf;
  private final Task task;
  private final SplittableRandom random = new SplittableRandom(0);
  private final List<Variable<TFloat32>> variables = new ArrayList<>();
  private final List<long[]> shapes = new ArrayList<>();
  private boolean training;
  private int used;

  TensorFlowNet(Ops tf, Task task) {
    this.tf = tf;
    this.task = task;
  }

  /** Adds the layers; the second time they share the variables. */
  Operand<TFloat32> print(Operand<TFloat32> x, boolean inTraining) {
    training = inTraining;
    used = 0;
    return switch (task) {
      case DENSE -> dense(x, 10, 1);
      case MLP -> dense(relu(dense(relu(dense(x, 784, 256)), 256, 128)), 128, Material.CLASSES);
      case CNN -> {
        Operand<TFloat32> first = pool(relu(conv(x, 3, 1, 16, "VALID")));
        Operand<TFloat32> second = pool(relu(conv(first, 3, 16, 32, "VALID")));
        Operand<TFloat32> flat = tf.reshape(second, tf.constant(new int[] {-1, 800}));
        yield dense(relu(dense(flat, 800, 64)), 64, Material.CLASSES);
      }
      case LSTM -> {
        Operand<TFloat32> first = dropped(tf.stack(lstm(timeFirst(x), 30, 1, 20)), 0.2f);
        List<Operand<TFloat32>> second = lstm(first, 30, 20, 10);
        yield dense(dropped(second.get(29), 0.2f), 10, 1);
      }
      case RNN -> {
        Operand<TFloat32> first = dropped(tf.stack(rnn(timeFirst(x), 30, 1, 2)), 0.3f);
        yield dense(rnn(first, 30, 2, 1).get(29), 1, 1);
      }
      case CONV_GRU -> {
        Operand<TFloat32> image = tf.expandDims(x, tf.constant(1));
        Operand<TFloat32> filtered = conv1d(image, 4, 1, 20);
        Operand<TFloat32> steps = tf.squeeze(filtered, Squeezed.SECOND);
        yield dense(dropped(gru(timeFirst(steps), 29, 20, 2), 0.2f), 2, 1);
      }
      case AUTOENCODER -> {
        Operand<TFloat32> code =
            pool(sigmoid(conv(pool(sigmoid(conv(x, 4, 3, 64, "SAME"))), 4, 64, 32, "SAME")));
        Operand<TFloat32> wide = twice(sigmoid(conv(code, 4, 32, 32, "SAME")), 30, 40);
        Operand<TFloat32> wider = twice(sigmoid(conv(wide, 1, 32, 64, "SAME")), 60, 80);
        yield sigmoid(conv(wider, 4, 64, 3, "SAME"));
      }
    };
  }

  private static final class Squeezed {
    static final org.tensorflow.op.core.Squeeze.Options SECOND =
        org.tensorflow.op.core.Squeeze.axis(List.of(1L));
  }

  /** The variables. */
  Output<?>[] outputs() {
    return variables.stream().map(Variable::asOutput).toArray(Output<?>[]::new);
  }

  long parameters() {
    return shapes.stream().mapToLong(TensorFlowNet::size).sum();
  }

  private static long size(long[] shape) {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  /** Adam, whose rate is fed with its corrections. */
  List<Op> adam(Output<?>[] gradients, Operand<TFloat32> rate) {
    List<Op> updates = new ArrayList<>();
    Operand<TFloat32> none = tf.constant(0f);
    for (int i = 0; i < gradients.length; i++) {
      long[] shape = shapes.get(i);
      @SuppressWarnings("unchecked")
      Operand<TFloat32> gradient = (Operand<TFloat32>) gradients[i];
      updates.add(
          tf.train.applyAdam(
              variables.get(i),
              zeros(shape),
              zeros(shape),
              none,
              none,
              rate,
              tf.constant(0.9f),
              tf.constant(0.999f),
              tf.constant(EPSILON),
              gradient));
    }
    return updates;
  }

  private Variable<TFloat32> zeros(long[] shape) {
    return tf.variable(tf.constant(Shape.of(shape), DataBuffers.of(new float[(int) size(shape)])));
  }

  private Variable<TFloat32> variable(double limit, long... shape) {
    if (training) {
      float[] values = new float[(int) size(shape)];
      for (int i = 0; i < values.length; i++) {
        values[i] = limit == 0 ? 0 : (float) random.nextDouble(-limit, limit);
      }
      variables.add(tf.variable(tf.constant(Shape.of(shape), DataBuffers.of(values))));
      shapes.add(shape);
    }
    return variables.get(used++);
  }

  private static double limit(long in, long out) {
    return Math.sqrt(6.0 / (in + out));
  }

  private Operand<TFloat32> relu(Operand<TFloat32> x) {
    return tf.nn.relu(x);
  }

  private Operand<TFloat32> sigmoid(Operand<TFloat32> x) {
    return tf.math.sigmoid(x);
  }

  private Operand<TFloat32> dense(Operand<TFloat32> x, long in, long out) {
    Operand<TFloat32> product = tf.linalg.matMul(x, variable(limit(in, out), in, out));
    return tf.nn.biasAdd(product, variable(0, out));
  }

  private Operand<TFloat32> conv(
      Operand<TFloat32> x, long kernel, long in, long out, String padding) {
    double limit = limit(kernel * kernel * in, kernel * kernel * out);
    Variable<TFloat32> weights = variable(limit, kernel, kernel, in, out);
    return tf.nn.biasAdd(
        tf.nn.conv2d(x, weights, List.of(1L, 1L, 1L, 1L), padding), variable(0, out));
  }

  private Operand<TFloat32> conv1d(Operand<TFloat32> x, long kernel, long in, long out) {
    Variable<TFloat32> weights = variable(limit(kernel * in, kernel * out), 1, kernel, in, out);
    return tf.nn.biasAdd(
        tf.nn.conv2d(x, weights, List.of(1L, 1L, 2L, 1L), "VALID"), variable(0, out));
  }

  private Operand<TFloat32> pool(Operand<TFloat32> x) {
    Operand<TInt32> window = tf.constant(new int[] {1, 2, 2, 1});
    return tf.nn.maxPool(x, window, window, "VALID");
  }

  private Operand<TFloat32> twice(Operand<TFloat32> x, int height, int width) {
    return tf.image.resizeNearestNeighbor(x, tf.constant(new int[] {height, width}));
  }

  private Operand<TFloat32> dropped(Operand<TFloat32> x, float rate) {
    if (!training) {
      return x;
    }
    Operand<TFloat32> drawn = tf.random.randomUniform(tf.shape(x), TFloat32.class);
    Operand<TFloat32> mask = tf.math.floor(tf.math.add(drawn, tf.constant(1 - rate)));
    return tf.math.mul(x, tf.math.mul(mask, tf.constant(1 / (1 - rate))));
  }

  private Operand<TFloat32> timeFirst(Operand<TFloat32> x) {
    return tf.linalg.transpose(x, tf.constant(new int[] {1, 0, 2}));
  }

  // The product with the kernel is taken for all steps at once.
  private List<Operand<TFloat32>> projected(Operand<TFloat32> x, int time, int in, int out) {
    Operand<TFloat32> all = dense(tf.reshape(x, tf.constant(new int[] {-1, in})), in, out);
    List<Operand<TFloat32>> steps = new ArrayList<>();
    tf.unstack(tf.reshape(all, tf.constant(new int[] {time, -1, out})), (long) time)
        .output()
        .forEach(steps::add);
    return steps;
  }

  private List<Operand<TFloat32>> rnn(Operand<TFloat32> x, int time, int in, int units) {
    List<Operand<TFloat32>> steps = projected(x, time, in, units);
    Variable<TFloat32> recurrent = variable(limit(units, units), units, units);
    List<Operand<TFloat32>> states = new ArrayList<>();
    for (Operand<TFloat32> step : steps) {
      Operand<TFloat32> sum =
          states.isEmpty()
              ? step
              : tf.math.add(step, tf.linalg.matMul(states.get(states.size() - 1), recurrent));
      states.add(tf.math.tanh(sum));
    }
    return states;
  }

  private List<Operand<TFloat32>> lstm(Operand<TFloat32> x, int time, int in, int units) {
    List<Operand<TFloat32>> steps = projected(x, time, in, 4 * units);
    Variable<TFloat32> recurrent = variable(limit(units, 4L * units), units, 4L * units);
    List<Operand<TFloat32>> states = new ArrayList<>();
    Operand<TFloat32> content = null;
    for (Operand<TFloat32> step : steps) {
      Operand<TFloat32> sum =
          states.isEmpty()
              ? step
              : tf.math.add(step, tf.linalg.matMul(states.get(states.size() - 1), recurrent));
      List<Operand<TFloat32>> gates = split(sum, 4);
      Operand<TFloat32> fresh = tf.math.mul(sigmoid(gates.get(0)), tf.math.tanh(gates.get(2)));
      content =
          content == null ? fresh : tf.math.add(tf.math.mul(sigmoid(gates.get(1)), content), fresh);
      states.add(tf.math.mul(sigmoid(gates.get(3)), tf.math.tanh(content)));
    }
    return states;
  }

  private Operand<TFloat32> gru(Operand<TFloat32> x, int time, int in, int units) {
    List<Operand<TFloat32>> steps = projected(x, time, in, 3 * units);
    Variable<TFloat32> recurrent = variable(limit(units, 3L * units), units, 3L * units);
    Variable<TFloat32> bias = variable(0, 3L * units);
    Operand<TFloat32> h = tf.math.mul(split(steps.get(0), 3).get(0), tf.constant(0f));
    for (Operand<TFloat32> step : steps) {
      List<Operand<TFloat32>> a = split(step, 3);
      List<Operand<TFloat32>> b = split(tf.nn.biasAdd(tf.linalg.matMul(h, recurrent), bias), 3);
      Operand<TFloat32> z = sigmoid(tf.math.add(a.get(0), b.get(0)));
      Operand<TFloat32> r = sigmoid(tf.math.add(a.get(1), b.get(1)));
      Operand<TFloat32> n = relu(tf.math.add(a.get(2), tf.math.mul(r, b.get(2))));
      h = tf.math.add(n, tf.math.mul(z, tf.math.sub(h, n)));
    }
    return h;
  }

  private List<Operand<TFloat32>> split(Operand<TFloat32> x, long parts) {
    return new ArrayList<>(tf.split(tf.constant(1), x, parts).output());
  }
}
