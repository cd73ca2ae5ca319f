package dev.hebb.benchmarks;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** TensorFlow-Java: a session over a static graph, its recurrences unrolled, one thread. */
final class TensorFlowCall implements Call {
  private final Graph graph;
  private final Session session;
  private final Placeholder<TFloat32> input;
  private final Operand<TFloat32> output;
  private final Shape shape;
  private final boolean first;

  private TensorFlowCall(
      Graph graph,
      Session session,
      Placeholder<TFloat32> input,
      Operand<TFloat32> output,
      Shape shape,
      boolean first) {
    this.graph = graph;
    this.session = session;
    this.input = input;
    this.output = output;
    this.shape = shape;
    this.first = first;
  }

  static Call open(ServedFile file) {
    ConfigProto config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(1)
            .setInterOpParallelismThreads(1)
            .build();
    Graph graph = new Graph();
    Ops tf = Ops.create(graph);
    Shape shape = Shape.of(file.what().dims());
    Placeholder<TFloat32> input = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
    TensorFlowNet net = new TensorFlowNet(tf, file.what().task());
    net.print(input, true); // makes the variables
    Operand<TFloat32> output = net.print(input, false);
    Session session = new Session(graph, config);
    session.initialize();
    return new TensorFlowCall(graph, session, input, output, shape, true);
  }

  @Override
  public void predict(float[] in, float[] out) {
    try (TFloat32 fed = TFloat32.tensorOf(shape, DataBuffers.of(in));
        Result result = session.runner().feed(input, fed).fetch(output.asOutput()).run()) {
      ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(out);
    }
  }

  @Override
  public Call another() {
    return new TensorFlowCall(graph, session, input, output, shape, false);
  }

  @Override
  public void close() {
    if (first) {
      session.close();
      graph.close();
    }
  }
}
