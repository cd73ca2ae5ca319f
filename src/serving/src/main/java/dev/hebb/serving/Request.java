package dev.hebb.serving;

import dev.hebb.runtime.Predictor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A call that waits for its answer. */
final class Request<A> extends CompletableFuture<A> {
  private final Exchange<A> exchange;
  private final Optional<Duration> allowed;
  private final long arrived = System.nanoTime();

  Request(Exchange<A> exchange, Optional<Duration> allowed) {
    this.exchange = exchange;
    this.allowed = allowed;
  }

  void write(Predictor predictor, int row) {
    exchange.write(predictor, row);
  }

  void read(Predictor predictor, int row, String version) {
    complete(exchange.read(predictor, row, version));
  }

  long arrived() {
    return arrived;
  }

  /** Nanoseconds until its answer must be there; the largest number when it need not. */
  long left() {
    return allowed.isEmpty()
        ? Long.MAX_VALUE
        : allowed.get().toNanos() - (System.nanoTime() - arrived);
  }

  RefusedException late(String file) {
    return new RefusedException(
        RefusedException.Reason.DEADLINE,
        "%s: expected an answer within %s, got none. Allow more time, or send fewer calls."
            .formatted(file, allowed.map(Batcher::text).orElse("")));
  }
}
