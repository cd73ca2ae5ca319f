package dev.hebb.gallery;

import dev.hebb.training.History;
import dev.hebb.training.Trained;

/** How long training took. */
final class Clock {
  private Clock() {}

  /** All epochs together, in seconds. */
  static double seconds(Trained trained) {
    return trained.history().epochs().stream().mapToDouble(History.Epoch::seconds).sum();
  }
}
