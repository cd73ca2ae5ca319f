package dev.hebb.serving;

import dev.hebb.runtime.Latency;
import java.util.concurrent.atomic.LongAdder;

/** What a {@link Batcher} has done, counted without a lock; see {@link Latency} for Micrometer. */
public final class BatchCounts {
  final LongAdder runs = new LongAdder();
  final LongAdder answered = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder late = new LongAdder();
  final Latency latency = new Latency();

  BatchCounts() {}

  /** Runs, of one call or many. */
  public long runs() {
    return runs.sum();
  }

  /** Calls that have their answer. */
  public long answered() {
    return answered.sum();
  }

  /** Calls that ended in an error of their own. */
  public long failed() {
    return failed.sum();
  }

  /** Calls that found the queue full. */
  public long refused() {
    return refused.sum();
  }

  /** Calls whose deadline has passed. */
  public long late() {
    return late.sum();
  }

  /** How long calls took, from being asked to being answered. */
  public Latency latency() {
    return latency;
  }
}
