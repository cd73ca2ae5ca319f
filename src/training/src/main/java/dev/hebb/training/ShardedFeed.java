package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Seed;
import dev.hebb.training.data.TensorSpec;
import dev.hebb.training.shard.Shard;
import dev.hebb.training.shard.ShardTask;
import dev.hebb.training.shard.ShardedExamples;
import dev.hebb.training.shard.Shards;
import dev.hebb.training.shard.Shared;
import dev.hebb.training.torch.Round;
import dev.hebb.training.torch.ShardModule;
import dev.hebb.training.torch.ShardProgram;
import dev.hebb.training.torch.ShardedModule;
import dev.hebb.training.torch.Share;
import dev.hebb.training.torch.TrainingModule;
import java.util.Arrays;
import java.util.List;

/**
 * Examples that are trained on where they lie. What is handed out at once is a round: each worker
 * does what it can with those of its rows that are in it.
 */
final class ShardedFeed implements Feed {
  private final Shards workers;
  private final ShardedModule module;
  private final Shared<ShardProgram> program;
  private final int shards;
  private final int batch;
  private final int batches;
  private final Ranges ranges;
  private int[] order = {};
  private int at;
  private int[][][] places = {};
  private int count;

  /**
   * Opens them.
   *
   * @param batches how many at most are in a round
   */
  ShardedFeed(
      Watched watched, ShardedExamples there, TrainingModule module, int batch, int batches) {
    this.shards = there.shards();
    this.batch = batch;
    this.batches = batches;
    this.module = module.sharded();
    this.workers = there.open();
    try {
      this.ranges = looked(watched);
      this.program = workers.share(this.module.program());
    } catch (RuntimeException refused) {
      workers.close();
      throw refused;
    }
  }

  // Each worker looks at its own rows; the one that is wrong is looked for only if there is one.
  private Ranges looked(Watched examples) {
    List<TensorSpec> specs = examples.specs();
    Ranges all = new Ranges(specs.size());
    for (double[] each : workers.each(ShardedFeed::range)) {
      all.add(Ranges.of(specs.size(), Arrays.stream(each).boxed().toList()));
    }
    boolean good = examples.inspection().padding().idle();
    for (int i = 0; i < specs.size(); i++) {
      boolean weights = i >= specs.size() - examples.weightSpecs().size();
      int classes = specs.get(i).classes();
      good &= specs.get(i).type() != DataType.FLOAT32 || all.finite(i);
      good &= !(weights || classes > 0) || all.least(i) >= 0;
      good &= classes == 0 || all.most(i) < classes;
    }
    if (!good) {
      Parts.each(examples, part -> {});
    }
    return all;
  }

  private static double[] range(Shard shard) {
    return Ranges.of(shard.tensors()).state().stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public void begin(int[] rows, Seed epoch) {
    order = rows;
    at = 0;
  }

  @Override
  public boolean advance() {
    int left = order.length - at;
    int steps = Math.min(batches, (left + batch - 1) / batch);
    count = (int) Math.min(left, (long) steps * batch);
    places = new int[shards][steps][];
    for (int step = 0; step < steps; step++) {
      int from = at + step * batch;
      int[] rows = Arrays.copyOfRange(order, from, Math.min(from + batch, at + count));
      for (int i = 0; i < shards; i++) {
        int shard = i;
        places[i][step] =
            Arrays.stream(rows)
                .filter(row -> row % shards == shard)
                .map(row -> row / shards)
                .toArray();
      }
    }
    at += count;
    return count > 0;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int steps() {
    return places[0].length;
  }

  @Override
  public double[] step(long step, double scale) {
    if (batches > 1) {
      return module.average(shares(module.steps(places, step, scale)));
    }
    int[][] rows = Arrays.stream(places).map(each -> each[0]).toArray(int[][]::new);
    return module.apply(shares(module.gradient(rows, step, scale)), step, scale);
  }

  @Override
  public double[] evaluate() {
    return module.together(shares(module.figures(places)));
  }

  private List<Share> shares(Round round) {
    try (Shared<Round> shared = workers.share(round)) {
      return workers.each(new Work(program, shared));
    }
  }

  /** What a worker does in a round. */
  private record Work(Shared<ShardProgram> program, Shared<Round> round)
      implements ShardTask<Share> {
    @Override
    public Share run(Shard shard) {
      ShardProgram asked = program.value();
      ShardModule worker = shard.kept(asked.name(), () -> new ShardModule(asked, shard.tensors()));
      return worker.run(round.value(), shard.number());
    }
  }

  @Override
  public double waited() {
    return 0;
  }

  @Override
  public Ranges ranges() {
    return ranges;
  }

  @Override
  public void close() {
    program.close();
    workers.close();
  }
}
