package dev.hebb.benchmarks;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.graph.op.Activation.SIGMOID;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.maxPool2d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.upSampling2d;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.Losses.meanSquaredError;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Tensor;
import dev.hebb.training.Progress;
import dev.hebb.training.Run;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;

/** Trains with {@link Trainer#fit}. */
final class HebbTraining {
  private HebbTraining() {}

  public static void main(String[] arguments) {
    TrainCase what = TrainCase.of(arguments);
    Task task = what.task();
    Material material = Material.of(task);
    Tensor inputs = Tensor.of(material.inputs(), material.dims());
    TrainSpeed.Watch watch = new TrainSpeed.Watch(material.rows());
    GraphSource net = net(task);
    Trained trained =
        Trainer.of(net)
            .loss(task.classes() ? sparseCategoricalCrossentropy().ofLogits() : meanSquaredError())
            .optimizer(adam().learningRate(task.rate()))
            .epochs(Integer.MAX_VALUE)
            .batchSize(task.batch())
            .threads(what.threads())
            .progress(watched(watch))
            .fit(Dataset.of(inputs, targets(material)));
    float[] predictions = trained.predict(inputs).toFloats();
    double fault = material.fault(predictions, false);
    new TrainSpeed(watch.perSecond(), fault, net.graph().parameterCount()).print();
  }

  private static Tensor targets(Material material) {
    return switch (material.task()) {
      case MLP, CNN -> Tensor.of(material.labels(), material.rows());
      case DENSE, LSTM, RNN, CONV_GRU -> Tensor.of(material.targets(), material.rows(), 1);
      case AUTOENCODER -> Tensor.of(material.targets(), material.dims());
    };
  }

  static GraphSource net(Task task) {
    return switch (task) {
      case DENSE -> network("dense", vector(10)).then(dense(1)).build();
      case MLP ->
          network("mlp", vector(28 * 28))
              .then(dense(256).activation(RELU))
              .then(dense(128).activation(RELU))
              .then(dense(Material.CLASSES))
              .build();
      case CNN ->
          network("cnn", image(28, 28, 1))
              .then(conv2d(16, 3).activation(RELU))
              .then(maxPool2d(2))
              .then(conv2d(32, 3).activation(RELU))
              .then(maxPool2d(2))
              .then(flatten())
              .then(dense(64).activation(RELU))
              .then(dense(Material.CLASSES))
              .build();
      case LSTM ->
          network("lstm", sequence(30, 1))
              .then(lstm(20).returnSequences())
              .then(dropout(0.2))
              .then(lstm(10))
              .then(dropout(0.2))
              .then(dense(1))
              .build();
      case RNN ->
          network("rnn", sequence(30, 1))
              .then(simpleRnn(2).returnSequences())
              .then(dropout(0.3))
              .then(simpleRnn(1))
              .then(dense(1))
              .build();
      case CONV_GRU ->
          network("conv-gru", sequence(60, 1))
              .then(conv1d(20, 4).stride(2))
              .then(gru(2).activation(RELU))
              .then(dropout(0.2))
              .then(dense(1))
              .build();
      case AUTOENCODER ->
          network("autoencoder", image(60, 80, 3))
              .then(conv2d(64, 4).activation(SIGMOID).same())
              .then(maxPool2d(2))
              .then(conv2d(32, 4).activation(SIGMOID).same())
              .then(maxPool2d(2))
              .then(conv2d(32, 4).activation(SIGMOID).same())
              .then(upSampling2d(2))
              .then(conv2d(64, 1).activation(SIGMOID))
              .then(upSampling2d(2))
              .then(conv2d(3, 4).activation(SIGMOID).same())
              .build();
    };
  }

  private static Progress watched(TrainSpeed.Watch watch) {
    return new Progress() {
      @Override
      public void onEpochBegin(Run run) {
        watch.begin();
      }

      @Override
      public void onEpochEnd(Run run) {
        watch.end();
        if (!watch.goesOn()) {
          run.stop();
        }
      }
    };
  }
}
