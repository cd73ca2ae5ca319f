package dev.hebb.training;

import dev.hebb.graph.Seed;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.ExampleSpec;
import dev.hebb.training.shard.Shard;
import dev.hebb.training.shard.ShardTask;
import dev.hebb.training.shard.ShardedExamples;
import dev.hebb.training.shard.Shards;
import dev.hebb.training.shard.Shared;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Shards in this JVM that lie and are worked on as if they were elsewhere: all that goes to them
 * and comes from them is serialized. Every so many tasks a worker loses all that it kept.
 */
record LocalShards(Dataset data, int shards, int averageEvery, int lossEvery, AtomicInteger opened)
    implements ShardedExamples {
  LocalShards(Dataset data, int shards) {
    this(data, shards, 1, 0, new AtomicInteger());
  }

  LocalShards averagedEvery(int steps) {
    return new LocalShards(data, shards, steps, lossEvery, opened);
  }

  LocalShards losingEvery(int tasks) {
    return new LocalShards(data, shards, averageEvery, tasks, opened);
  }

  @Override
  public int rows() {
    return data.rows();
  }

  @Override
  public ExampleSpec spec() {
    return data.spec();
  }

  @Override
  public void read(int row, Seed seed, List<ByteBuffer> into) {
    data.read(row, seed, into);
  }

  @Override
  public LocalShards rows(int from, int to) {
    return new LocalShards(data.rows(from, to), shards, averageEvery, lossEvery, opened);
  }

  @Override
  public Shards open() {
    opened.incrementAndGet();
    return new Local(IntStream.range(0, shards).mapToObj(this::shard).toList());
  }

  private One shard(int number) {
    List<Tensor> tensors = new ArrayList<>();
    for (Tensor all : data.tensors()) {
      long[] dims = all.dims();
      int row = all.bytes().remaining() / (int) dims[0];
      dims[0] = (data.rows() - number + shards - 1L) / shards;
      ByteBuffer own = ByteBuffer.allocate((int) dims[0] * row).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = number; i < data.rows(); i += shards) {
        own.put(all.bytes().slice(i * row, row));
      }
      tensors.add(Tensor.wrap(all.type(), own.flip(), dims));
    }
    return new One(number, tensors, lossEvery, new ArrayList<>());
  }

  private record Kept(String name, AutoCloseable value) {}

  private record One(int number, List<Tensor> tensors, int lossEvery, List<Kept> kept)
      implements Shard {
    private static final AtomicInteger TASKS = new AtomicInteger();

    @Override
    @SuppressWarnings("unchecked")
    public <T extends AutoCloseable> T kept(String name, Supplier<T> made) {
      boolean lost = lossEvery > 0 && TASKS.incrementAndGet() % lossEvery == 0;
      if (kept.isEmpty() || lost || !kept.get(0).name().equals(name)) {
        release();
        kept.add(new Kept(name, made.get()));
      }
      return (T) kept.get(0).value();
    }

    void release() {
      for (Kept each : kept) {
        try {
          each.value().close();
        } catch (Exception failure) {
          throw new IllegalStateException(failure);
        }
      }
      kept.clear();
    }
  }

  private record Sent<T extends Serializable>(T value) implements Shared<T> {
    @Override
    public void close() {}
  }

  private final class Local implements Shards {
    private final List<One> all;

    Local(List<One> all) {
      this.all = all;
    }

    @Override
    public <T extends Serializable> List<T> each(ShardTask<T> task) {
      return all.parallelStream().map(shard -> through(through(task).run(shard))).toList();
    }

    @Override
    public <T extends Serializable> Shared<T> share(T value) {
      return new Sent<>(through(value));
    }

    @Override
    public void close() {
      all.forEach(One::release);
      opened.decrementAndGet();
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Serializable> T through(T value) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(value);
      }
      byte[] sent = bytes.toByteArray();
      try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent))) {
        return (T) in.readObject();
      }
    } catch (IOException | ClassNotFoundException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
