package dev.hebb.spark;

import dev.hebb.graph.Seed;
import dev.hebb.training.TrainingException;
import dev.hebb.training.data.Example;
import dev.hebb.training.data.ExampleSpec;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.TensorSpec;
import dev.hebb.training.shard.ShardedExamples;
import dev.hebb.training.shard.Shards;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of a DataFrame as examples, which are trained on by Spark's executors.
 *
 * <pre>{@code
 * Examples rows = SparkExamples.of(frame).input("hour", "temperature").target("load").shards(8);
 * Trained trained = Trainer.of(network).batchSize(4_096).epochs(5).fit(rows);
 * }</pre>
 *
 * <p>The rows are put on executors once and stay in their memory, shard by shard; each step is a
 * job with a task for each shard. An input, target or weight is a column of numbers, of an array of
 * them (nested ones too) or of vectors, or several columns one behind the other. Immutable: each
 * method gives another one.
 */
public final class SparkExamples implements ShardedExamples {
  private final ShardSource source;
  private final int shards;
  private final int averageEvery;
  private final ShardRows rows;

  private SparkExamples(ShardSource source, int shards, int averageEvery, ShardRows rows) {
    this.source = source;
    this.shards = shards;
    this.averageEvery = averageEvery;
    this.rows = rows;
  }

  private SparkExamples(ShardSource source, int shards, int averageEvery) {
    this(source, shards, averageEvery, new ShardRows(source, shards));
  }

  /**
   * Of the rows of a frame, as many shards as Spark does tasks at a time by default. The frame is
   * gone through more than once: if it is costly, say {@code cache()} first.
   */
  public static SparkExamples of(Dataset<Row> frame) {
    int shards = frame.sparkSession().sparkContext().defaultParallelism();
    return new SparkExamples(ShardSource.of(frame), shards, 1);
  }

  /** One more input: floats, as many as the first row has. */
  public SparkExamples input(String... columns) {
    return with(source.input(columns));
  }

  /** One more input of this type and these axes: a picture, or numbers of words. */
  public SparkExamples input(TensorSpec spec, String... columns) {
    return with(source.input(spec, columns));
  }

  /** One more target: floats, as many as the first row has. */
  public SparkExamples target(String... columns) {
    return with(source.target(columns));
  }

  /** One more target of this type and these axes. */
  public SparkExamples target(TensorSpec spec, String... columns) {
    return with(source.target(spec, columns));
  }

  /** One more target: the number of a class, below {@code classes}. */
  public SparkExamples label(String column, int classes) {
    return with(source.target(TensorSpec.labels(classes), column));
  }

  /** How much a row counts, for all outputs, or one for each in their order. */
  public SparkExamples weight(String column) {
    return with(source.weight(column));
  }

  private SparkExamples with(ShardSource other) {
    return new SparkExamples(other, shards, averageEvery);
  }

  /** On how many workers. One for each core that Spark has is best. */
  public SparkExamples shards(int count) {
    return new SparkExamples(source, positive("shards", count), averageEvery);
  }

  /** See {@link #averageEvery()}. */
  public SparkExamples averageEvery(int steps) {
    return new SparkExamples(source, shards, positive("averageEvery", steps), rows);
  }

  private static int positive(String what, int count) {
    if (count < 1) {
      throw new TrainingException(what + ": expected at least 1, got " + count + ".");
    }
    return count;
  }

  @Override
  public int shards() {
    return shards;
  }

  @Override
  public int averageEvery() {
    return averageEvery;
  }

  @Override
  public Shards open() {
    return rows.open();
  }

  @Override
  public int rows() {
    return rows.count();
  }

  @Override
  public ExampleSpec spec() {
    return source.spec();
  }

  /** Brings it here, and others near it: for looking at rows, not for training. */
  @Override
  public void read(int row, Seed seed, List<ByteBuffer> into) {
    rows.read(row, into);
  }

  @Override
  public SparkExamples rows(int from, int to) {
    return new SparkExamples(source, shards, averageEvery, rows.part(from, to));
  }

  /**
   * Not here: the trainer would have to fetch each row.
   *
   * @throws TrainingException always
   */
  @Override
  public Examples map(BiFunction<Example, RandomGenerator, Example> change) {
    throw new TrainingException(
        "data: expected rows of Spark to be trained on as they are, got map(...). Change the columns of the frame.");
  }

  /**
   * Not here: the trainer would have to fetch each row.
   *
   * @throws TrainingException always
   */
  @Override
  public Examples shuffled(long seed) {
    throw new TrainingException(
        "data: expected rows of Spark in the order of the frame, got shuffled(%d). Say frame.orderBy(rand(%d)); the trainer shuffles each epoch."
            .formatted(seed, seed));
  }
}
