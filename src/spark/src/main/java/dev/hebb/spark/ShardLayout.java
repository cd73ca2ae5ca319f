package dev.hebb.spark;

import dev.hebb.graph.DataType;
import dev.hebb.training.TrainingException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import scala.Tuple2;

/** Which row lies where: row {@code r} on shard {@code r % shards}, at place {@code r / shards}. */
final class ShardLayout extends Partitioner {
  private static final long serialVersionUID = 1;

  private final int shards;
  private final int rows;
  private final DataType[] types;
  private final long[][] dims;

  /**
   * Of so many rows.
   *
   * @param dims of each tensor, the first for the rows
   */
  ShardLayout(int shards, int rows, DataType[] types, long[][] dims) {
    this.shards = shards;
    this.rows = rows;
    this.types = types;
    this.dims = dims;
  }

  @Override
  public int numPartitions() {
    return shards;
  }

  @Override
  public int getPartition(Object row) {
    return (int) ((Long) row % shards);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShardLayout layout && layout.shards == shards && layout.rows == rows;
  }

  @Override
  public int hashCode() {
    return 31 * shards + rows;
  }

  /** The one that these rows make, in whichever order they come. */
  Iterator<SparkShard> shard(int number, Iterator<Tuple2<Long, byte[]>> examples) {
    int own = (rows - number + shards - 1) / shards;
    byte[][] tensors = new byte[types.length][];
    long[][] all = new long[types.length][];
    for (int i = 0; i < types.length; i++) {
      all[i] = dims[i].clone();
      all[i][0] = own;
      tensors[i] = new byte[size(number, i, own)];
    }
    int seen = 0;
    while (examples.hasNext()) {
      Tuple2<Long, byte[]> example = examples.next();
      int place = (int) (example._1 / shards);
      int at = 0;
      for (byte[] tensor : tensors) {
        int bytes = tensor.length / own;
        System.arraycopy(example._2, at, tensor, place * bytes, bytes);
        at += bytes;
      }
      seen++;
    }
    if (seen != own) {
      throw new TrainingException(
          "data: shard %d: expected %d rows, got %d: the frame gave others when it was gone through again. Give it an order, or write it to files first."
              .formatted(number, own, seen));
    }
    return List.of(new SparkShard(number, new TensorBytes(types, all, tensors))).iterator();
  }

  private int size(int number, int tensor, int own) {
    long bytes = (long) own * types[tensor].bytes();
    for (int axis = 1; axis < dims[tensor].length; axis++) {
      bytes *= dims[tensor][axis];
    }
    if (bytes > Integer.MAX_VALUE) {
      throw new TrainingException(
          "data: shard %d: expected at most 2 GB in a tensor, got %,d bytes of %,d rows. Make more shards(...)."
              .formatted(number, bytes, own));
    }
    return (int) bytes;
  }
}
