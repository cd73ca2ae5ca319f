package dev.hebb.training;

import dev.hebb.graph.Seed;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Examples;
import dev.hebb.training.shard.ShardedExamples;
import dev.hebb.training.torch.TrainingModule;

/** Hands out an epoch's batches, one after the other. */
interface Feed extends AutoCloseable {
  /** Begins an epoch. */
  void begin(int[] order, Seed epoch);

  /** Goes on to the next batch; false at the epoch's end. */
  boolean advance();

  /** How many examples are in it. */
  int count();

  /** How many steps are done with it. */
  default int steps() {
    return 1;
  }

  /**
   * Trains on it.
   *
   * @param step the number of its first step, from 1
   * @param scale of the learning rate
   * @return the objective's outputs one behind the other, before the update
   */
  double[] step(long step, double scale);

  /** The objective's outputs one behind the other, in inference mode. */
  double[] evaluate();

  /** Seconds that were spent in waiting since the epoch began. */
  double waited();

  /** Of each tensor, over all that was seen. */
  Ranges ranges();

  @Override
  void close();

  /**
   * Examples in memory are put on the device once, those of other machines stay there, all others
   * are read ahead.
   */
  static Feed of(Examples examples, TrainingModule module, int batch, int readers) {
    if (examples instanceof Watched watched
        && watched.examples() instanceof ShardedExamples there) {
      return new ShardedFeed(watched, there, module, batch, there.averageEvery());
    }
    return examples instanceof Dataset all
        ? new ResidentFeed(all, module, batch)
        : new StreamFeed(examples, module, Math.min(batch, examples.rows()), readers);
  }

  /** Those of examples to evaluate: on other machines all of them are one round. */
  static Feed held(Examples examples, TrainingModule module, int batch, int readers) {
    if (examples instanceof Watched watched
        && watched.examples() instanceof ShardedExamples there) {
      return new ShardedFeed(watched, there, module, batch, Integer.MAX_VALUE);
    }
    return of(examples, module, batch, readers);
  }
}
