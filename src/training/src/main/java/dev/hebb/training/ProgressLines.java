package dev.hebb.training;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A line an epoch, for logs. */
final class ProgressLines implements Progress {
  private final PrintStream out;

  ProgressLines(PrintStream out) {
    this.out = out;
  }

  /** Figures as they are shown: {@code loss 0.0312 val_loss 0.0401}. */
  static String text(Map<String, Double> figures) {
    return figures.entrySet().stream()
        .map(
            figure -> figure.getKey() + " " + String.format(Locale.ROOT, "%.4g", figure.getValue()))
        .collect(Collectors.joining("  "));
  }

  @Override
  public void onEpochEnd(Run run) {
    List<History.Epoch> epochs = run.history().epochs();
    History.Epoch last = run.history().last();
    double soFar = epochs.stream().mapToDouble(History.Epoch::seconds).sum();
    double left = soFar / epochs.size() * (run.epochs() - last.number());
    out.printf(
        Locale.ROOT,
        "epoch %d/%d  %s  %,.0f samples/s  ETA %.0f s%n",
        last.number(),
        run.epochs(),
        text(last.figures()),
        last.samplesPerSecond(),
        left);
  }
}
