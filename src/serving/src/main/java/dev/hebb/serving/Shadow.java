package dev.hebb.serving;

import dev.hebb.runtime.Predictor;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Copies live calls aside, some or all, as long as somebody takes them away. */
final class Shadow {
  private static final int WAITING = 16;

  private final double share;
  private final BlockingQueue<Sample> taken = new ArrayBlockingQueue<>(WAITING);

  Shadow(double share) {
    this.share = share;
  }

  /** After a run; never an error of the caller's. */
  void ran(Predictor predictor) {
    if (taken.remainingCapacity() == 0) {
      return;
    }
    if (share < 1 && ThreadLocalRandom.current().nextDouble() >= share) {
      return;
    }
    try {
      taken.offer(Sample.of(predictor));
    } catch (RuntimeException | OutOfMemoryError e) {
      // One sample fewer: too few are told of in the end.
    }
  }

  /** The next; null when there was none for so long. */
  Sample next(long nanos) throws InterruptedException {
    return taken.poll(nanos, TimeUnit.NANOSECONDS);
  }
}
