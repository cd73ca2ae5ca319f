package dev.hebb.spark;

import dev.hebb.graph.Model;
import dev.hebb.training.History;
import dev.hebb.training.Trained;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What became of a trial. */
final class TrialResult implements Serializable {
  private static final long serialVersionUID = 1;

  private final LinkedHashMap<String, Double> figures = new LinkedHashMap<>();
  private final int epochs;
  private final int keptEpoch;
  private final double seconds;
  private final String error;
  private final byte[] model;

  private TrialResult(String error, double seconds) {
    this.epochs = 0;
    this.keptEpoch = 0;
    this.seconds = seconds;
    this.error = error;
    this.model = new byte[0];
  }

  private TrialResult(Trained trained, double seconds) throws IOException {
    History history = trained.history();
    this.epochs = history.epochs().size();
    this.keptEpoch = Integer.parseInt(trained.model().notes().get("training.kept_epoch"));
    this.figures.putAll(history.epochs().get(keptEpoch - 1).figures());
    this.seconds = seconds;
    this.error = "";
    this.model = bytes(trained.model());
  }

  /** Trains it, on an executor. */
  static TrialResult of(Trial trial, Function<Trial, Trained> training) {
    long began = System.nanoTime();
    try {
      Trained trained = training.apply(trial);
      return new TrialResult(trained, seconds(began));
    } catch (LinkageError failure) {
      throw SparkShards.here("trial " + trial.number(), failure);
    } catch (RuntimeException failure) {
      String said = failure.getMessage();
      return new TrialResult(said == null ? failure.toString() : said, seconds(began));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static byte[] bytes(Model model) throws IOException {
    Path file = Files.createTempFile("trial", ".hebb");
    try {
      model.save(file);
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }

  /** Of the epoch whose weights were kept; none if it failed. */
  Map<String, Double> figures() {
    return figures;
  }

  /** The other columns of a result, in their order. */
  Object[] columns() {
    boolean failed = !error.isEmpty();
    return new Object[] {epochs, keptEpoch, seconds, failed ? error : null, failed ? null : model};
  }
}
