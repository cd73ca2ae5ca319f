package dev.hebb.training;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A line an epoch, for logs. */
final class ProgressLines implements Progress {
  private final PrintStream out;
  private int epochs;
  private double secondsSoFar;

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
  public void begin(int epoch, int all, int samples) {
    epochs = all;
    if (epoch == 1) {
      secondsSoFar = 0;
    }
  }

  @Override
  public void batch(int samples, Map<String, Double> figures) {}

  @Override
  public void end(History.Epoch epoch) {
    secondsSoFar += epoch.seconds();
    double left = secondsSoFar / epoch.number() * (epochs - epoch.number());
    out.printf(
        Locale.ROOT,
        "epoch %d/%d  %s  %,.0f samples/s  ETA %.0f s%n",
        epoch.number(),
        epochs,
        text(epoch.figures()),
        epoch.samplesPerSecond(),
        left);
  }
}
