package dev.hebb.training.shard;

import dev.hebb.graph.Tensor;
import java.util.List;
import java.util.function.Supplier;

/** A worker's rows, and what it keeps from task to task. */
public interface Shard {
  /** Which it is, from 0. */
  int number();

  /** Inputs, then targets, then weights, each {@code [rows, ...]}. */
  List<Tensor> tensors();

  /**
   * What was made for this name and is still here, or else made now; the one before, of another
   * name, is closed. It may be gone by the next task.
   */
  <T extends AutoCloseable> T kept(String name, Supplier<T> made);
}
