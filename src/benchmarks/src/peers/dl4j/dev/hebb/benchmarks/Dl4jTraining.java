package dev.hebb.benchmarks;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.ViewIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Trains with DL4J's {@code MultiLayerNetwork.fit}. Its labels are one-hot from the start, and its
 * batches are views of the shuffled examples: the least work for it. It has no GRU.
 */
final class Dl4jTraining {
  private Dl4jTraining() {}

  public static void main(String[] arguments) {
    Task task = TrainCase.of(arguments).task();
    Material material = Material.of(task);
    int rows = material.rows();
    INDArray inputs =
        Nd4j.createFromArray(material.channelsFirst(material.inputs()))
            .reshape(first(rows, material.channelsFirst()));
    MultiLayerNetwork net = new MultiLayerNetwork(net(task));
    net.init();
    DataSet data = new DataSet(inputs.dup(), targets(material, inputs));
    TrainSpeed.Watch watch = new TrainSpeed.Watch(rows);
    for (int epoch = 0; watch.goesOn(); epoch++) {
      watch.begin();
      data.shuffle(epoch);
      net.fit(new ViewIterator(data, task.batch()));
      watch.end();
    }
    float[] predictions = net.output(inputs).dup('c').reshape(-1).toFloatVector();
    double fault = material.fault(predictions, task == Task.AUTOENCODER);
    new TrainSpeed(watch.perSecond(), fault, net.numParams()).print();
    System.exit(0); // Threads of its own would stay.
  }

  private static long[] first(long rows, long[] row) {
    long[] dims = new long[row.length + 1];
    dims[0] = rows;
    System.arraycopy(row, 0, dims, 1, row.length);
    return dims;
  }

  private static INDArray targets(Material material, INDArray inputs) {
    if (material.task() == Task.AUTOENCODER) {
      return inputs.dup();
    }
    if (!material.task().classes()) {
      return Nd4j.createFromArray(material.targets()).reshape(material.rows(), 1);
    }
    INDArray labels = Nd4j.zeros(material.rows(), Material.CLASSES);
    long[] classes = material.labels();
    for (int row = 0; row < classes.length; row++) {
      labels.putScalar(row, classes[row], 1);
    }
    return labels;
  }

  private static NeuralNetConfiguration.ListBuilder layers(Task task, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(0)
            .updater(new Adam(task.rate()))
            .weightInit(WeightInit.XAVIER)
            .list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    return list;
  }

  static MultiLayerConfiguration net(Task task) {
    return switch (task) {
      case DENSE -> layers(task, number(1)).setInputType(InputType.feedForward(10)).build();
      case MLP ->
          layers(task, dense(256), dense(128), logits())
              .setInputType(InputType.feedForward(28 * 28))
              .build();
      case CNN ->
          layers(
                  task,
                  conv(16, 3, Activation.RELU, ConvolutionMode.Truncate),
                  pool(),
                  conv(32, 3, Activation.RELU, ConvolutionMode.Truncate),
                  pool(),
                  dense(64),
                  logits())
              .setInputType(InputType.convolutional(28, 28, 1))
              .build();
      case LSTM ->
          layers(
                  task,
                  new LSTM.Builder().nOut(20).activation(Activation.TANH).build(),
                  // What is kept of a layer's input.
                  new LastTimeStep(
                      new LSTM.Builder().nOut(10).activation(Activation.TANH).dropOut(0.8).build()),
                  number(0.8))
              .setInputType(InputType.recurrent(1, 30, RNNFormat.NCW))
              .build();
      case RNN ->
          layers(
                  task,
                  new SimpleRnn.Builder().nOut(2).activation(Activation.TANH).build(),
                  new LastTimeStep(
                      new SimpleRnn.Builder()
                          .nOut(1)
                          .activation(Activation.TANH)
                          .dropOut(0.7)
                          .build()),
                  number(1))
              .setInputType(InputType.recurrent(1, 30, RNNFormat.NCW))
              .build();
      case CONV_GRU -> throw new IllegalArgumentException("DL4J has no GRU");
      case AUTOENCODER ->
          layers(
                  task,
                  conv(64, 4, Activation.SIGMOID, ConvolutionMode.Same),
                  pool(),
                  conv(32, 4, Activation.SIGMOID, ConvolutionMode.Same),
                  pool(),
                  conv(32, 4, Activation.SIGMOID, ConvolutionMode.Same),
                  new Upsampling2D.Builder(2).build(),
                  conv(64, 1, Activation.SIGMOID, ConvolutionMode.Same),
                  new Upsampling2D.Builder(2).build(),
                  conv(3, 4, Activation.IDENTITY, ConvolutionMode.Same),
                  new CnnLossLayer.Builder(LossFunction.MSE).activation(Activation.SIGMOID).build())
              .setInputType(InputType.convolutional(60, 80, 3))
              .build();
    };
  }

  /** The LSTM with an answer at each step: {@code rnnTimeStep()} knows no last step. */
  static MultiLayerConfiguration stream() {
    return layers(
            Task.LSTM,
            new LSTM.Builder().nOut(20).activation(Activation.TANH).build(),
            new LSTM.Builder().nOut(10).activation(Activation.TANH).build(),
            new RnnOutputLayer.Builder(LossFunction.MSE)
                .nOut(1)
                .activation(Activation.IDENTITY)
                .build())
        .setInputType(InputType.recurrent(1, RNNFormat.NCW))
        .build();
  }

  private static Layer conv(int filters, int kernel, Activation function, ConvolutionMode mode) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(filters)
        .activation(function)
        .convolutionMode(mode)
        .build();
  }

  private static Layer pool() {
    return new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build();
  }

  private static Layer dense(int units) {
    return new DenseLayer.Builder().nOut(units).activation(Activation.RELU).build();
  }

  private static Layer logits() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(Material.CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static Layer number(double kept) {
    OutputLayer.Builder layer =
        new OutputLayer.Builder(LossFunction.MSE).nOut(1).activation(Activation.IDENTITY);
    return kept < 1 ? layer.dropOut(kept).build() : layer.build();
  }
}
