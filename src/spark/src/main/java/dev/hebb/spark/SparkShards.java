package dev.hebb.spark;

import dev.hebb.training.TrainingException;
import dev.hebb.training.shard.ShardTask;
import dev.hebb.training.shard.Shards;
import dev.hebb.training.shard.Shared;
import java.io.Serializable;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Shards that Spark's executors have: a task for each of them is a job. */
final class SparkShards implements Shards {
  private final JavaSparkContext spark;
  private final JavaRDD<SparkShard> shards;
  private List<String> digests = List.of();

  SparkShards(JavaSparkContext spark, JavaRDD<SparkShard> shards) {
    this.spark = spark;
    this.shards = shards;
  }

  /** What a shard gave, and what its rows are. No record: Kryo cannot send one. */
  private static final class Given<T extends Serializable> implements Serializable {
    private static final long serialVersionUID = 1;

    private final T value;
    private final String digest;

    Given(T value, String digest) {
      this.value = value;
      this.digest = digest;
    }
  }

  /** A value that is sent as Spark sends its own. */
  private record Sent<T extends Serializable>(Broadcast<T> broadcast) implements Shared<T> {
    @Override
    public T value() {
      return broadcast.value();
    }

    @Override
    public void close() {
      broadcast.destroy();
    }
  }

  @Override
  public <T extends Serializable> Shared<T> share(T value) {
    return new Sent<>(spark.broadcast(value));
  }

  @Override
  public <T extends Serializable> List<T> each(ShardTask<T> task) {
    List<Given<T>> given;
    try {
      given = shards.mapPartitions(each -> List.of(run(task, each)).iterator()).collect();
    } catch (Exception failure) { // Spark does not declare its own.
      throw told(failure);
    }
    same(given.stream().map(each -> each.digest).toList());
    List<T> values = new ArrayList<>();
    given.forEach(each -> values.add(each.value));
    return values;
  }

  private static <T extends Serializable> Given<T> run(
      ShardTask<T> task, Iterator<SparkShard> partition) {
    SparkShard shard = partition.next();
    synchronized (shard) {
      try {
        return new Given<>(task.run(shard), shard.digest());
      } catch (LinkageError | IllegalStateException failure) {
        throw here("shard " + shard.number(), failure);
      }
    }
  }

  /** What went wrong on an executor, and which it is. */
  static TrainingException here(String what, Throwable failure) {
    return new TrainingException(
        "%s cannot be trained on %s: %s".formatted(what, Sessions.here(), failure.getMessage()),
        failure);
  }

  // Rows that were lost with an executor are made again from the frame.
  private void same(List<String> now) {
    if (digests.isEmpty()) {
      digests = now;
    }
    if (!digests.equals(now)) {
      throw new TrainingException(
          "data: expected the same rows in the same order when a lost executor's were made again, got others. Give the frame an order, orderBy(...), or write it to files first.");
    }
  }

  /** An error that a task had, as it was; Spark's own with all that it says. */
  static RuntimeException told(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TrainingException said) {
        return said;
      }
    }
    if (failure instanceof SparkException || !(failure instanceof RuntimeException unchecked)) {
      return new TrainingException("Spark: " + failure.getMessage(), failure);
    }
    return unchecked;
  }

  @Override
  public void close() {
    if (!shards
        .getStorageLevel()
        .useMemory()) { // Closed already, by others that had the same rows.
      return;
    }
    try {
      shards.foreach(SparkShard::release);
    } catch (RuntimeException gone) { // With it all is given back too.
      System.getLogger("dev.hebb.spark").log(Level.WARNING, "workers were not closed: " + gone);
    }
    shards.unpersist(false);
  }
}
