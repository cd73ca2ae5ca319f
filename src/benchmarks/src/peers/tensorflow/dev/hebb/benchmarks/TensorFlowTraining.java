package dev.hebb.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.SparseSoftmaxCrossEntropyWithLogits;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Trains with TensorFlow-Java: a static graph with the gradients that TensorFlow adds to it and its
 * Adam. The examples are in the graph, and a step is fed row numbers: the least work for it.
 */
final class TensorFlowTraining {
  private TensorFlowTraining() {}

  public static void main(String[] arguments) {
    TrainCase what = TrainCase.of(arguments);
    Task task = what.task();
    Material material = Material.of(task);
    ConfigProto config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(what.threads())
            .setInterOpParallelismThreads(what.threads())
            .build();
    try (Graph graph = new Graph();
        Session session = new Session(graph, config)) {
      Ops tf = Ops.create(graph);
      TensorFlowNet net = new TensorFlowNet(tf, task);
      Operand<TFloat32> inputs = constant(tf, material.inputs(), material.dims());
      Placeholder<TInt32> rows = tf.placeholder(TInt32.class);
      Placeholder<TFloat32> rate = tf.placeholder(TFloat32.class);
      Operand<TFloat32> x = tf.gather(inputs, rows, tf.constant(0));
      Operand<TFloat32> predicted = net.print(x, true);
      Operand<TFloat32> loss;
      Output<?>[] gradients;
      if (task.classes()) {
        Operand<TInt32> all = tf.constant(classes(material));
        SparseSoftmaxCrossEntropyWithLogits<TFloat32> errors =
            tf.nn.sparseSoftmaxCrossEntropyWithLogits(
                predicted, tf.gather(all, rows, tf.constant(0)));
        loss = tf.math.mean(errors.loss(), tf.constant(0));
        Operand<TFloat32> count = tf.dtypes.cast(tf.size(rows), TFloat32.class);
        Operand<TFloat32> first = tf.math.div(errors.backprop(), count);
        gradients =
            graph.addGradients(
                "gradients",
                new Output<?>[] {predicted.asOutput()},
                net.outputs(),
                new Output<?>[] {first.asOutput()});
      } else {
        Operand<TFloat32> y =
            task == Task.AUTOENCODER
                ? x
                : tf.gather(
                    constant(tf, material.targets(), material.rows(), 1), rows, tf.constant(0));
        Operand<TFloat32> error = tf.math.squaredDifference(predicted, y);
        loss = tf.math.mean(tf.reshape(error, tf.constant(new int[] {-1})), tf.constant(0));
        gradients = graph.addGradients(loss.asOutput(), net.outputs());
      }
      List<Op> updates = net.adam(gradients, rate);
      session.initialize();
      TrainSpeed.Watch watch = new TrainSpeed.Watch(material.rows());
      long step = 0;
      for (int epoch = 0; watch.goesOn(); epoch++) {
        watch.begin();
        int[] order = material.order(epoch);
        for (int at = 0; at < order.length; at += task.batch()) {
          int count = Math.min(task.batch(), order.length - at);
          step++;
          double scaled =
              task.rate()
                  * Math.sqrt(1 - Math.pow(0.999, (double) step))
                  / (1 - Math.pow(0.9, (double) step));
          try (TInt32 batch =
                  TInt32.tensorOf(Shape.of(count), DataBuffers.of(order).slice(at, count));
              TFloat32 now = TFloat32.scalarOf((float) scaled)) {
            Session.Runner runner =
                session.runner().feed(rows, batch).feed(rate, now).fetch(loss.asOutput());
            updates.forEach(runner::addTarget);
            try (Result result = runner.run()) {
              demandNumber(((TFloat32) result.get(0)).getFloat());
            }
          }
        }
        watch.end();
      }
      Operand<TFloat32> all = net.print(inputs, false);
      try (Result result = session.runner().fetch(all.asOutput()).run()) {
        TFloat32 values = (TFloat32) result.get(0);
        float[] predictions = new float[(int) values.size()];
        values.asRawTensor().data().asFloats().read(predictions);
        double fault = material.fault(predictions, false);
        new TrainSpeed(watch.perSecond(), fault, net.parameters()).print();
      }
    }
  }

  private static void demandNumber(float loss) {
    if (Float.isNaN(loss)) {
      throw new IllegalStateException("the loss is no number");
    }
  }

  private static Operand<TFloat32> constant(Ops tf, float[] values, long... dims) {
    return tf.constant(Shape.of(dims), DataBuffers.of(values));
  }

  private static int[] classes(Material material) {
    List<Integer> classes = new ArrayList<>();
    for (long label : material.labels()) {
      classes.add((int) label);
    }
    return classes.stream().mapToInt(Integer::intValue).toArray();
  }
}
