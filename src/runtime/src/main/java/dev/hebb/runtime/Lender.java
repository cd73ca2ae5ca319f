package dev.hebb.runtime;

import java.util.function.Function;

/**
 * Lends predictors of one model to many threads: each has memory of its own, all share one session.
 *
 * <p>Thread-safe, and no thread waits for another.
 */
public interface Lender extends AutoCloseable {
  /**
   * A predictor for this thread alone, until it is given back. Its sizes are those that it was
   * opened with; its values are whatever the last one left.
   *
   * <pre>{@code
   * try (Lease lease = lender.borrow()) {
   *   Predictor p = lease.predictor();
   *   p.input().put(0, window);
   *   p.run();
   *   float next = p.output().get(0);
   * }
   * }</pre>
   *
   * @throws IllegalStateException when closed
   */
  Lease borrow();

  /**
   * What this makes of a predictor that nobody else has meanwhile.
   *
   * @throws IllegalStateException when closed
   */
  default <A> A call(Function<Predictor, A> use) {
    try (Lease lease = borrow()) {
      return use.apply(lease.predictor());
    }
  }

  /** What tells the model from others: the SHA-256 of its file, in hex. */
  String version();

  /** How long runs took, and how many failed. */
  Latency latency();

  /** Lends no more. What is lent stays usable; the last to come back frees the native memory. */
  @Override
  void close();
}
