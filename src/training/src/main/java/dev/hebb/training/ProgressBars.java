package dev.hebb.training;

import java.io.PrintStream;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar an epoch, with samples a second, the time left and the figures. For terminals. */
final class ProgressBars implements Progress {
  private final PrintStream out;
  private ProgressBar bar;

  ProgressBars(PrintStream out) {
    this.out = out;
  }

  @Override
  public void begin(int epoch, int epochs, int samples) {
    bar =
        new ProgressBarBuilder()
            .setTaskName("epoch " + epoch + "/" + epochs)
            .setInitialMax(samples)
            .setUnit(" samples", 1)
            .showSpeed()
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setUpdateIntervalMillis(100)
            .setConsumer(new ConsoleProgressBarConsumer(out))
            .build();
  }

  @Override
  public void batch(int samples, Map<String, Double> figures) {
    bar.stepBy(samples);
    bar.setExtraMessage(" " + ProgressLines.text(figures));
  }

  @Override
  public void end(History.Epoch epoch) {
    bar.setExtraMessage(" " + ProgressLines.text(epoch.figures()));
    bar.close();
  }
}
