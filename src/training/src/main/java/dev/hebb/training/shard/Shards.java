package dev.hebb.training.shard;

import java.io.Serializable;
import java.util.List;

/** The shards of some examples, ready to be worked on. */
public interface Shards extends AutoCloseable {
  /**
   * Does a task on each shard, on many at a time. One that is lost with its machine is done again
   * elsewhere.
   *
   * @return what it gives, in the order of the shards
   */
  <T extends Serializable> List<T> each(ShardTask<T> task);

  /** Sends a value to all workers, once each. */
  <T extends Serializable> Shared<T> share(T value);

  /** Gives back all that the workers hold. */
  @Override
  void close();
}
