package dev.hebb.spark;

import dev.hebb.graph.DataType;
import dev.hebb.training.TrainingException;
import dev.hebb.training.data.TensorSpec;
import dev.hebb.training.shard.Shards;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Some rows of a source, from one to another, and their shards, which Spark makes when they are
 * asked for first. Safe for several threads.
 */
final class ShardRows {
  // Bytes that are fetched together, and how many such parts are kept.
  private static final int TOGETHER = 1 << 22;
  private static final int PARTS = 4;

  private final ShardSource source;
  private final int shards;
  private final int from;
  private final Optional<Integer> to;
  private final Map<Integer, byte[][][]> fetched =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, byte[][][]> eldest) {
          return size() > PARTS;
        }
      };
  private Optional<Integer> count = Optional.empty();
  private Optional<JavaRDD<SparkShard>> made = Optional.empty();

  ShardRows(ShardSource source, int shards) {
    this(source, shards, 0, Optional.empty());
  }

  private ShardRows(ShardSource source, int shards, int from, Optional<Integer> to) {
    this.source = source;
    this.shards = shards;
    this.from = from;
    this.to = to;
  }

  /** Some of them. */
  ShardRows part(int begin, int end) {
    if (begin < 0 || end < begin || end > count()) {
      throw new IndexOutOfBoundsException(
          "rows %d to %d of %d examples".formatted(begin, end, count()));
    }
    return new ShardRows(source, shards, from + begin, Optional.of(from + end));
  }

  /** How many. */
  synchronized int count() {
    if (count.isEmpty()) {
      long rows = to.isPresent() ? to.get() - from : source.frame().count();
      if (rows > Integer.MAX_VALUE) {
        throw new TrainingException(
            "data: expected at most %,d rows, got %,d. Take a sample of them, or put several into one row."
                .formatted(Integer.MAX_VALUE, rows));
      }
      count = Optional.of((int) rows);
    }
    return count.get();
  }

  private JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(source.frame().sparkSession().sparkContext());
  }

  Shards open() {
    return new SparkShards(spark(), made());
  }

  private synchronized JavaRDD<SparkShard> made() {
    if (made.isEmpty()) {
      made = Optional.of(make());
    }
    return made.get().persist(StorageLevel.MEMORY_AND_DISK());
  }

  private JavaRDD<SparkShard> make() {
    ShardColumn[] columns = source.columns();
    int begin = from;
    int end = from + count();
    int parts = shards;
    DataType[] types = source.specs().stream().map(TensorSpec::type).toArray(DataType[]::new);
    long[][] dims = source.specs().stream().map(spec -> spec.dims(0)).toArray(long[][]::new);
    JavaPairRDD<Long, byte[]> rows =
        source
            .frame()
            .toJavaRDD()
            .zipWithIndex()
            .filter(each -> each._2 >= begin && each._2 < end)
            .mapToPair(each -> new Tuple2<>(each._2 - begin, bytes(columns, each, begin)));
    ShardLayout layout = new ShardLayout(parts, end - begin, types, dims);
    return rows.partitionBy(layout)
        .mapPartitionsWithIndex((shard, each) -> layout.shard(shard, each), true);
  }

  private static byte[] bytes(ShardColumn[] columns, Tuple2<Row, Long> row, int begin) {
    int size = 0;
    for (ShardColumn column : columns) {
      size += column.bytes();
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    for (ShardColumn column : columns) {
      column.write(row._1, row._2 - begin, bytes);
    }
    return bytes.array();
  }

  /** Puts a row into the buffers, a tensor in each. */
  void read(int row, List<ByteBuffer> into) {
    List<TensorSpec> specs = source.specs();
    int bytes = Math.max(1, specs.stream().mapToInt(TensorSpec::bytes).sum());
    int rounds = Math.max(1, TOGETHER / bytes / shards);
    int place = row / shards;
    byte[][][] part = fetched(place / rounds, rounds);
    for (int i = 0; i < into.size(); i++) {
      int size = specs.get(i).bytes();
      into.get(i).put(part[row % shards][i], place % rounds * size, size);
    }
  }

  // Of each shard as many rows, and of each its tensors.
  private synchronized byte[][][] fetched(int part, int rounds) {
    return fetched.computeIfAbsent(
        part,
        number -> {
          int first = number * rounds;
          try {
            Iterator<byte[][]> parts =
                made().map(shard -> shard.rows().rows(first, first + rounds)).collect().iterator();
            byte[][][] all = new byte[shards][][];
            for (int i = 0; i < shards; i++) {
              all[i] = parts.next();
            }
            return all;
          } catch (Exception failure) { // Spark does not declare its own.
            throw SparkShards.told(failure);
          }
        });
  }
}
