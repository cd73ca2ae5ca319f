package dev.hebb.gallery;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;

import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Layers;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Vector;
import dev.hebb.runtime.Predictor;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table's classes by a network of two layers, cross-validated.
 *
 * @param unit of all its measurements; empty where they differ
 * @param wanted the accuracy that is claimed
 */
record TableStudy(String name, Table table, String unit, double wanted) {
  private static final int FOLDS = 5;
  private static final int EPOCHS = 60;
  private static final long SEED = 42;

  /** In the units of the table: the scaler is inside. */
  Network<Vector, Vector> network() {
    return Layers.network(name, vector(table.columns().size()).named("measurements").unit(unit))
        .then(standardScaler("scaler"))
        .then(dense(16).activation(RELU))
        .then(dense(table.labels().size()).activation(SOFTMAX))
        .build();
  }

  private Trained trained(Dataset data) {
    return Trainer.of(network())
        .loss(sparseCategoricalCrossentropy())
        .optimizer(adam().learningRate(0.01))
        .batchSize(16)
        .epochs(EPOCHS)
        .seed(SEED)
        .progress(Progress.silent())
        .fit(data);
  }

  /** Cross-validates; then trains on all rows and exports. */
  void run(Show show) {
    Folds folds = Folds.of(table.data(), FOLDS, SEED);
    double[] network = new double[FOLDS];
    double[] nearest = new double[FOLDS];
    double[] frequent = new double[FOLDS];
    for (int fold = 0; fold < FOLDS; fold++) {
      Folds.Split split = folds.split(fold);
      Tensor inputs = split.test().inputs().get(0);
      long[] labels = split.test().targets().get(0).toLongs();
      network[fold] =
          Predictions.accuracy(Predictions.classes(trained(split.training()), inputs), labels);
      nearest[fold] =
          Predictions.accuracy(NearestCentroid.of(split.training(), true).classes(inputs), labels);
      long[] same = new long[labels.length];
      Arrays.fill(same, mostFrequent(split.training().targets().get(0).toLongs()));
      frequent[fold] = Predictions.accuracy(same, labels);
    }
    show.figure(
        "%s, %d-fold: accuracy %.1f %% (folds %s), nearest centroid %.1f %%, most frequent class %.1f %%",
        name, FOLDS, percent(network), each(network), percent(nearest), percent(frequent));
    show.claim(
        percent(network) >= wanted,
        "%s: at least %.0f %% of rows never seen are named rightly",
        name,
        wanted);
    exported(show);
  }

  private void exported(Show show) {
    Trained trained = trained(table.data());
    String labels = String.join(", ", table.labels());
    Map<String, String> notes = new TreeMap<>(trained.model().notes());
    notes.put("labels", labels);
    Model model = new Model(trained.graph(), trained.model().weights(), notes);
    Tensor inputs = table.data().inputs().get(0);
    Path file = show.export(name, model, Map.of("measurements", inputs.rows(0, 8)));
    show.figure(
        "%s.onnx takes %s%s; puts out the probabilities of %s",
        name, String.join(", ", table.columns()), unit.isEmpty() ? "" : ", in " + unit, labels);
    long[] said = Predictions.classes(file, inputs);
    double accuracy = 100 * Predictions.accuracy(said, table.data().targets().get(0).toLongs());
    try (Predictor predictor = Predictor.open(file)) {
      show.claim(
          accuracy >= wanted
              && Arrays.equals(said, Predictions.classes(trained, inputs))
              && predictor.input().unit().equals(unit)
              && predictor.metadata().containsValue(labels),
          "%s.onnx: fed the table as it is, it names every row as the trainer does, %.1f %% rightly (it has learnt them); unit and labels stand in the file",
          name,
          accuracy);
    }
  }

  private static long mostFrequent(long[] labels) {
    int[] counts = new int[1 + (int) Arrays.stream(labels).max().orElseThrow()];
    int most = 0;
    for (long label : labels) {
      counts[(int) label]++;
      most = counts[(int) label] > counts[most] ? (int) label : most;
    }
    return most;
  }

  private static double percent(double[] shares) {
    return 100 * Arrays.stream(shares).average().orElseThrow();
  }

  private static String each(double[] shares) {
    StringBuilder text = new StringBuilder();
    for (double share : shares) {
      text.append(text.length() == 0 ? "" : ", ")
          .append(String.format(Locale.ROOT, "%.1f", 100 * share));
    }
    return text.toString();
  }
}
