package dev.hebb.serving;

import dev.hebb.runtime.Lender;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.PredictorOptions;
import java.time.Duration;

/**
 * How a {@link Batcher} gathers calls. Each method returns a new value; start with {@link
 * Batcher#with()}.
 *
 * @param size the most calls in one run
 * @param longest how long the first call of a run waits for others
 * @param waiting how many calls may wait for a run
 * @param refusing whether one more is refused; else its thread waits too
 * @param workers threads that run batches, each one at a time
 */
public record BatcherOptions(
    int size, Duration longest, int waiting, boolean refusing, int workers) {
  static final BatcherOptions DEFAULTS = new BatcherOptions(32, Duration.ZERO, 1_024, false, 1);

  /**
   * Checks the numbers.
   *
   * @throws PredictorException when one is too small
   */
  public BatcherOptions {
    PredictorOptions.atLeast(1, size, "maximumSize(" + size + ")");
    PredictorOptions.atLeast(1, waiting, "queue(" + waiting + ")");
    PredictorOptions.atLeast(1, workers, "workers(" + workers + ")");
    if (longest.isNegative()) {
      throw new PredictorException("maximumWait(" + longest + ")", "expected at least PT0S.");
    }
  }

  /** The most calls in one run; 32 if nothing is said. */
  public BatcherOptions maximumSize(int calls) {
    return new BatcherOptions(calls, longest, waiting, refusing, workers);
  }

  /**
   * How long the first call of a run waits for others. Not at all if nothing is said: what has come
   * while a run went on goes into the next one.
   */
  public BatcherOptions maximumWait(Duration other) {
    return new BatcherOptions(size, other, waiting, refusing, workers);
  }

  /** How many calls may wait; 1,024 if nothing is said. */
  public BatcherOptions queue(int calls) {
    return new BatcherOptions(size, longest, calls, refusing, workers);
  }

  /** Refuses calls while the queue is full, where the caller's thread would else wait. */
  public BatcherOptions refuseWhenFull() {
    return new BatcherOptions(size, longest, waiting, true, workers);
  }

  /** Threads that run batches; 1 if nothing is said. */
  public BatcherOptions workers(int threads) {
    return new BatcherOptions(size, longest, waiting, refusing, threads);
  }

  /**
   * Gathers calls for this model, which stays the caller's to close.
   *
   * @throws PredictorException when its batch is fixed
   */
  public Batcher over(Lender lender) {
    return new Batcher(lender, BatchAxis.of(lender, size), this);
  }
}
