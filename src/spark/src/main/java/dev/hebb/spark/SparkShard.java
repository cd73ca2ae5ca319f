package dev.hebb.spark;

import dev.hebb.graph.Tensor;
import dev.hebb.training.shard.Shard;
import java.io.Serializable;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.function.Supplier;

/**
 * A worker's rows, as one element of a partition that Spark keeps in memory. What a task keeps is
 * kept here, so that it goes when Spark lets go of the rows.
 */
final class SparkShard implements Shard, Serializable {
  private static final long serialVersionUID = 1;
  private static final Cleaner CLEANER = Cleaner.create();

  private final int number;
  private final TensorBytes rows;
  private final String digest;
  private transient Kept kept;

  SparkShard(int number, TensorBytes rows) {
    this.number = number;
    this.rows = rows;
    this.digest = rows.digest();
  }

  /** What is closed when nobody has the shard any more; so it knows nothing of it. */
  private static final class Kept implements Runnable {
    private String name = "";
    private AutoCloseable value = () -> {};

    synchronized AutoCloseable get(String wanted, Supplier<? extends AutoCloseable> made) {
      if (!wanted.equals(name)) {
        run();
        value = made.get();
        name = wanted;
      }
      return value;
    }

    @Override
    public synchronized void run() {
      AutoCloseable last = value;
      name = "";
      value = () -> {};
      try {
        last.close();
      } catch (Exception failure) {
        throw new IllegalStateException("a worker could not be closed: " + failure, failure);
      }
    }
  }

  @Override
  public int number() {
    return number;
  }

  /** Of all rows. */
  String digest() {
    return digest;
  }

  TensorBytes rows() {
    return rows;
  }

  @Override
  public List<Tensor> tensors() {
    return rows.tensors();
  }

  @Override
  @SuppressWarnings("unchecked") // Who names it made it.
  public synchronized <T extends AutoCloseable> T kept(String name, Supplier<T> made) {
    if (kept == null) {
      kept = new Kept();
      CLEANER.register(this, kept);
    }
    return (T) kept.get(name, made);
  }

  /** Closes what is kept. */
  synchronized void release() {
    if (kept != null) {
      kept.run();
    }
  }
}
