package dev.hebb.benchmarks;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
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
 * batches are views of the shuffled examples: the least work for it.
 */
final class Dl4jTraining {
  private Dl4jTraining() {}

  public static void main(String[] arguments) {
    TrainCase what = TrainCase.of(arguments);
    Clothes clothes = new Clothes();
    int rows = clothes.rows();
    float[] values = clothes.pixels(Clothes.SIDE * Clothes.SIDE).toFloats();
    INDArray pixels =
        what.flat()
            ? Nd4j.createFromArray(values).reshape(rows, Clothes.SIDE * Clothes.SIDE)
            : Nd4j.createFromArray(values).reshape(rows, 1, Clothes.SIDE, Clothes.SIDE);
    INDArray labels = Nd4j.zeros(rows, Clothes.CLASSES);
    long[] classes = clothes.labels().toLongs();
    for (int row = 0; row < rows; row++) {
      labels.putScalar(row, classes[row], 1);
    }
    MultiLayerNetwork net = new MultiLayerNetwork(what.flat() ? mlp() : cnn());
    net.init();
    DataSet data = new DataSet(pixels.dup(), labels);
    TrainSpeed.Watch watch = new TrainSpeed.Watch();
    for (int epoch = 0; epoch < TrainSpeed.EPOCHS; epoch++) {
      watch.begin();
      data.shuffle(epoch);
      net.fit(new ViewIterator(data, what.batch()));
      watch.end(rows);
    }
    double accuracy = clothes.accuracy(net.output(pixels).reshape(-1).toFloatVector());
    new TrainSpeed(watch.perSecond(), accuracy, net.numParams()).print();
    System.exit(0); // Threads of its own would stay.
  }

  private static NeuralNetConfiguration.ListBuilder layers() {
    return new NeuralNetConfiguration.Builder()
        .seed(0)
        .updater(new Adam(1e-3))
        .weightInit(WeightInit.XAVIER)
        .activation(Activation.RELU)
        .list();
  }

  private static OutputLayer logits() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(Clothes.CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerConfiguration mlp() {
    return layers()
        .layer(new DenseLayer.Builder().nOut(256).build())
        .layer(new DenseLayer.Builder().nOut(128).build())
        .layer(logits())
        .setInputType(InputType.feedForward(Clothes.SIDE * Clothes.SIDE))
        .build();
  }

  private static MultiLayerConfiguration cnn() {
    return layers()
        .layer(new ConvolutionLayer.Builder(3, 3).nOut(16).build())
        .layer(new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build())
        .layer(new ConvolutionLayer.Builder(3, 3).nOut(32).build())
        .layer(new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build())
        .layer(logits())
        .setInputType(InputType.convolutional(Clothes.SIDE, Clothes.SIDE, 1))
        .build();
  }
}
