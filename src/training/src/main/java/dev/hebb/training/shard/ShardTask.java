package dev.hebb.training.shard;

import java.io.Serializable;

/**
 * What is done on a worker. What it gives must follow from what it carries and from the shard's
 * rows alone, so that it may be done again.
 */
@FunctionalInterface
public interface ShardTask<T extends Serializable> extends Serializable {
  /** Does it; by one thread at a time for each shard. */
  T run(Shard shard);
}
