package dev.hebb.training;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.vector;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Example;
import dev.hebb.training.data.Examples;
import dev.hebb.training.loss.MeanAbsoluteError;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A training with all that a checkpoint must hold; also as a program of its own. */
final class ResumedRun {
  static final int EPOCHS = 12;
  private static final int ROWS = 640;
  private static final int FEATURES = 6;

  private ResumedRun() {}

  /** 40 steps an epoch, the last one smaller. */
  static Dataset data() {
    Random random = new Random(3);
    float[] x = new float[ROWS * FEATURES];
    float[] y = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < FEATURES; i++) {
        x[row * FEATURES + i] = (float) (5 + random.nextGaussian() * (i + 1));
        y[row] += x[row * FEATURES + i] * (i % 2 == 0 ? 0.3f : -0.1f);
      }
    }
    return Dataset.of(Tensor.of(x, ROWS, FEATURES), Tensor.of(y, ROWS, 1));
  }

  /** Noise is added as rows are read. */
  static Examples augmented() {
    return data()
        .map(
            (example, random) -> {
              float[] noisy = example.inputs().get(0).toFloats();
              for (int i = 0; i < noisy.length; i++) {
                noisy[i] += (float) random.nextGaussian(0, 0.1);
              }
              return new Example(List.of(Tensor.of(noisy, FEATURES)), example.targets());
            });
  }

  static Trainer trainer(Path folder) {
    return trainer(folder, 16);
  }

  static Trainer trainer(Path folder, int units) {
    GraphSource net =
        network("resumed", vector(FEATURES))
            .then(standardScaler("scaler"))
            .then(dense(units).activation(RELU))
            .then(batchNormalization())
            .then(dropout(0.3))
            .then(dense(1))
            .build();
    return Trainer.of(net)
        .epochs(EPOCHS)
        .batchSize(15)
        .seed(9)
        .metrics(new MeanAbsoluteError())
        .validation(data().last(0.2))
        .callbacks(
            EarlyStopping.patience(EPOCHS).monitor("mean_absolute_error"),
            ReduceOnPlateau.reduceOnPlateau().patience(1).factor(0.7).minDelta(2))
        .checkpoints(Checkpoints.in(folder).everySteps(3))
        .progress(Progress.silent());
  }

  /** Says each step that is done. Takes a folder and how many units the network has. */
  public static void main(String[] folderAndUnits) {
    Callback steps =
        new Callback() {
          @Override
          public void onBatchEnd(Run run) {
            System.out.println(run.step());
          }
        };
    Trainer trainer = trainer(Path.of(folderAndUnits[0]), Integer.parseInt(folderAndUnits[1]));
    trainer.callbacks(with(trainer.callbacks, steps)).resume(augmented());
    System.out.println("over");
  }

  static Callback[] with(List<Callback> callbacks, Callback more) {
    return Stream.concat(callbacks.stream(), Stream.of(more)).toArray(Callback[]::new);
  }
}
