package dev.hebb.serving;

import dev.hebb.runtime.Latency;
import dev.hebb.runtime.Lease;
import dev.hebb.runtime.Lender;

/** Lends only after a while: a model that takes long. */
record Slow(Lender lender, long millis) implements Lender {
  @Override
  public Lease borrow() {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return lender.borrow();
  }

  @Override
  public String version() {
    return lender.version();
  }

  @Override
  public Latency latency() {
    return lender.latency();
  }

  @Override
  public void close() {
    lender.close();
  }
}
