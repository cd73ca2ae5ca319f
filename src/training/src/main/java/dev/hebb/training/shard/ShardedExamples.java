package dev.hebb.training.shard;

import dev.hebb.training.data.Examples;

/**
 * Examples that lie on other machines, a shard on each worker, and are trained on there. {@link
 * dev.hebb.training.Trainer#fit} takes them as any others: it makes the same batches of the same
 * rows in the same order, and a step's gradient is the mean of those of the workers, by rows. So
 * the weights are those of one machine but for rounding, unless something is random in each row
 * (dropout draws anew on each shard) or taken over a batch (batch statistics are of a shard's own
 * rows).
 *
 * <p>Row {@code r} lies on shard {@code r % shards()}, at place {@code r / shards()}.
 */
public interface ShardedExamples extends Examples {
  /** How many workers there are. */
  int shards();

  /**
   * After how many steps the workers' weights are averaged. At 1 their gradients are, at each step;
   * else each worker takes its steps alone, over its rows of each batch, and then weights and the
   * optimizer's state become the means of those of all workers, by rows (local SGD).
   */
  int averageEvery();

  /** Puts the rows where they are to be worked on, and keeps them there. */
  Shards open();
}
