package dev.hebb.training;

import dev.hebb.graph.Seed;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Examples;
import dev.hebb.training.torch.TrainingModule;

/** Hands out an epoch's batches, one after the other. */
interface Feed extends AutoCloseable {
  /** Begins an epoch. */
  void begin(int[] order, Seed epoch);

  /** Goes on to the next batch; false at the epoch's end. */
  boolean advance();

  /** Where the batch lies. */
  TrainingModule.Data data();

  /** Which rows of it are the batch. */
  int[] rows();

  /** Seconds that were spent in waiting since the epoch began. */
  double waited();

  /** Of each tensor, over all that was seen. */
  Ranges ranges();

  @Override
  void close();

  /** Examples in memory are put on the device once, all others read ahead. */
  static Feed of(Examples examples, TrainingModule module, int batch, int readers) {
    return examples instanceof Dataset all
        ? new ResidentFeed(all, module, batch)
        : new StreamFeed(examples, module, Math.min(batch, examples.rows()), readers);
  }
}
