package dev.hebb.benchmarks;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** DL4J: {@code output()}, or {@code rnnTimeStep()} in a stream; a network for each thread. */
final class Dl4jCall implements Call {
  private final MultiLayerNetwork net;
  private final long[] dims;
  private final boolean stream;
  private int calls;

  private Dl4jCall(MultiLayerNetwork net, long[] dims, boolean stream) {
    this.net = net;
    this.dims = dims;
    this.stream = stream;
  }

  static Call open(ServedFile file) {
    Task task = file.what().task();
    MultiLayerNetwork net =
        new MultiLayerNetwork(file.stream() ? Dl4jTraining.stream() : Dl4jTraining.net(task));
    net.init();
    long[] dims = file.what().dims();
    if (file.stream()) {
      dims = new long[] {1, 1, 1};
    } else if (task == Task.CNN) { // channels first
      dims = new long[] {dims[0], dims[3], dims[1], dims[2]};
    } else if (task == Task.LSTM) { // time last
      dims = new long[] {dims[0], dims[2], dims[1]};
    }
    return new Dl4jCall(net, dims, file.stream());
  }

  @Override
  public void predict(float[] in, float[] out) {
    if (stream) {
      INDArray tick = Nd4j.createFromArray(in[calls++ % in.length]).reshape(dims);
      out[0] = net.rnnTimeStep(tick).getFloat(0);
      return;
    }
    INDArray output = net.output(Nd4j.createFromArray(in).reshape(dims));
    System.arraycopy(output.dup('c').reshape(-1).toFloatVector(), 0, out, 0, out.length);
  }

  @Override
  public Call another() {
    return new Dl4jCall(net.clone(), dims, stream);
  }

  @Override
  public void close() {
    net.close();
  }
}
