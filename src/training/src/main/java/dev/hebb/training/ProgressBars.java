package dev.hebb.training;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar over all epochs, with samples a second, the time left and the figures. For terminals. */
final class ProgressBars implements Progress {
  private static final long REDRAW = 100_000_000;

  private final PrintStream out;
  private ProgressBar bar;
  private String epoch = "";
  private String seen = "";
  private long began;
  private long done;
  private int inEpoch;
  private long shown;

  ProgressBars(PrintStream out) {
    this.out = out;
  }

  @Override
  public void onEpochBegin(Run run) {
    if (bar == null) {
      began = System.nanoTime();
      done = 0;
      bar =
          new ProgressBarBuilder()
              .setTaskName("training")
              .setInitialMax((long) run.epochs() * run.rows())
              .startsFrom((run.epoch() - 1L) * run.rows() + run.done(), Duration.ZERO)
              .setUnit("k", 1000)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis((int) (REDRAW / 1_000_000))
              .setConsumer(new ConsoleProgressBarConsumer(out))
              .build();
    }
    epoch = " epoch " + run.epoch() + "/" + run.epochs();
    inEpoch = run.done();
  }

  @Override
  public void onBatchEnd(Run run) {
    bar.stepBy((long) run.done() - inEpoch);
    done += run.done() - inEpoch;
    inEpoch = run.done();
    if (System.nanoTime() - shown > REDRAW) { // Not at each step: text costs more than a small one.
      show(seen.isEmpty() ? ProgressLines.text(run.figures()) : seen);
    }
  }

  // What a narrow terminal cuts off comes last.
  private void show(String figures) {
    shown = System.nanoTime();
    double perSecond = done * 1e9 / Math.max(1, shown - began);
    bar.setExtraMessage(
        String.format(Locale.ROOT, "%s  %,.0f samples/s  %s", epoch, perSecond, figures));
  }

  @Override
  public void onEpochEnd(Run run) {
    seen = ProgressLines.text(run.history().last().figures());
    show(seen);
  }

  @Override
  public void onTrainEnd(Run run) {
    if (bar != null) {
      bar.close();
      bar = null;
      seen = "";
    }
  }
}
