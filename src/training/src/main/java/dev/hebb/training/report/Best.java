package dev.hebb.training.report;

import dev.hebb.training.History;
import java.util.Optional;

/**
 * The epoch with the least loss: that of the validation data, where there is one.
 *
 * @param figure {@code val_loss} or {@code loss}
 */
record Best(History.Epoch epoch, String figure) {
  /** Nothing when no epoch has a loss that is a number. */
  static Optional<Best> of(History history) {
    return least(history, "val_loss").or(() -> least(history, "loss"));
  }

  private static Optional<Best> least(History history, String figure) {
    History.Epoch best = null;
    for (History.Epoch epoch : history.epochs()) {
      double value = Figure.at(epoch, figure);
      if (Double.isFinite(value) && (best == null || value < Figure.at(best, figure))) {
        best = epoch;
      }
    }
    return Optional.ofNullable(best).map(epoch -> new Best(epoch, figure));
  }
}
