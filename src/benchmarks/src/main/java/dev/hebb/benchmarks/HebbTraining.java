package dev.hebb.benchmarks;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.maxPool2d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Tensor;
import dev.hebb.training.History;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.util.Map;

/** Trains with {@link Trainer#fit}. */
final class HebbTraining {
  private HebbTraining() {}

  public static void main(String[] arguments) {
    TrainCase what = TrainCase.of(arguments);
    Clothes clothes = new Clothes();
    Tensor pixels =
        what.flat()
            ? clothes.pixels(Clothes.SIDE * Clothes.SIDE)
            : clothes.pixels(Clothes.SIDE, Clothes.SIDE, 1);
    TrainSpeed.Watch watch = new TrainSpeed.Watch();
    GraphSource net = what.flat() ? mlp() : cnn();
    Trained trained =
        Trainer.of(net)
            .loss(sparseCategoricalCrossentropy().ofLogits())
            .optimizer(adam())
            .epochs(TrainSpeed.EPOCHS)
            .batchSize(what.batch())
            .threads(what.threads())
            .progress(watched(watch, clothes.rows()))
            .fit(Dataset.of(pixels, clothes.labels()));
    double accuracy = clothes.accuracy(trained.predict(pixels).toFloats());
    new TrainSpeed(watch.perSecond(), accuracy, net.graph().parameterCount()).print();
  }

  private static GraphSource mlp() {
    return network("mlp", vector(Clothes.SIDE * Clothes.SIDE))
        .then(dense(256).activation(RELU))
        .then(dense(128).activation(RELU))
        .then(dense(Clothes.CLASSES))
        .build();
  }

  private static GraphSource cnn() {
    return network("cnn", image(Clothes.SIDE, Clothes.SIDE, 1))
        .then(conv2d(16, 3).activation(RELU))
        .then(maxPool2d(2))
        .then(conv2d(32, 3).activation(RELU))
        .then(maxPool2d(2))
        .then(flatten())
        .then(dense(Clothes.CLASSES))
        .build();
  }

  private static Progress watched(TrainSpeed.Watch watch, int rows) {
    return new Progress() {
      @Override
      public void begin(int epoch, int epochs, int samples) {
        watch.begin();
      }

      @Override
      public void batch(int samples, Map<String, Double> figures) {}

      @Override
      public void end(History.Epoch epoch) {
        watch.end(rows);
      }
    };
  }
}
