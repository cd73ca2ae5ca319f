package dev.hebb.training.shard;

import java.io.Serializable;

/** A value that all workers have. */
public interface Shared<T extends Serializable> extends Serializable, AutoCloseable {
  /** The value; not to be changed. */
  T value();

  /** Takes it from the workers again. */
  @Override
  void close();
}
