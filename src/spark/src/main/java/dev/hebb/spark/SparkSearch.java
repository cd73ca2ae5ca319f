package dev.hebb.spark;

import dev.hebb.graph.Model;
import dev.hebb.training.TrainingException;
import dev.hebb.training.data.Examples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Trains many configurations, one a task, on Spark's executors.
 *
 * <pre>{@code
 * Dataset<Row> trials =
 *     SparkSearch.of(spark, training)
 *         .validation(held)
 *         .run(
 *             SearchSpace.empty().choice("units", 8, 16).choice("rate", 0.1, 0.01).grid(),
 *             trial -> Trainer.of(network(trial.integer("units"))).optimizer(...).epochs(20));
 * Model best = SparkSearch.model(trials.orderBy("val_loss").first());
 * }</pre>
 *
 * <p>The examples are sent to each executor once, in memory. A trainer gets as many threads as a
 * task has cores ({@code spark.task.cpus}), and says nothing of its progress.
 */
public final class SparkSearch {
  private final SparkSession spark;
  private final SearchData training;
  private final Optional<SearchData> held;

  private SparkSearch(SparkSession spark, SearchData training, Optional<SearchData> held) {
    this.spark = spark;
    this.training = training;
    this.held = held;
  }

  /** Over these examples, which are read into memory. */
  public static SparkSearch of(SparkSession spark, Examples training) {
    return new SparkSearch(spark, SearchData.of(training), Optional.empty());
  }

  /** Validates every configuration on these. */
  public SparkSearch validation(Examples examples) {
    return new SparkSearch(spark, training, Optional.of(SearchData.of(examples)));
  }

  /**
   * Trains them all, and waits for it.
   *
   * @return a row for each, in their order: number, values, the figures of the epoch whose weights
   *     were kept (null where it failed), {@code epochs} done, {@code kept_epoch}, {@code seconds},
   *     {@code error} (null where it did not fail), {@code model} (the bytes of a model file)
   */
  public Dataset<Row> run(List<Trial> trials, TrialTrainer trainer) {
    if (trials.isEmpty()) {
      throw new TrainingException("search: expected trials, got none. Give the space a choice.");
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SearchData> rows = context.broadcast(training);
    Optional<Broadcast<SearchData>> others = held.map(context::broadcast);
    SearchTask task =
        new SearchTask(List.copyOf(trials), trainer, rows, others.orElse(rows), others.isPresent());
    List<Integer> numbers = IntStream.range(0, trials.size()).boxed().toList();
    try {
      List<TrialResult> results =
          context.parallelize(numbers, numbers.size()).map(task::train).collect();
      return new TrialFrame(trials, results).in(spark);
    } catch (Exception failure) { // Spark does not declare its own.
      throw SparkShards.told(failure);
    } finally {
      rows.destroy();
      others.ifPresent(Broadcast::destroy);
    }
  }

  /**
   * The model of a trial.
   *
   * @throws TrainingException when the trial failed; with its error
   */
  public static Model model(Row trial) {
    byte[] bytes = trial.getAs("model");
    if (bytes == null) {
      throw new TrainingException(
          "search: expected a trial that was trained, got trial %s, which failed: %s"
              .formatted(trial.<Integer>getAs("trial"), trial.<String>getAs("error")));
    }
    try {
      Path file = Files.createTempFile("trial", ".hebb");
      try {
        Files.write(file, bytes);
        return Model.load(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
