package dev.hebb.cli.export;

import dev.hebb.graph.Judge;
import java.util.Locale;

/** What a smaller file is judged by. */
enum Metric {
  ACCURACY(new Accuracy()),
  MAE(new MeanAbsoluteError());

  private final Judge judge;

  Metric(Judge judge) {
    this.judge = judge;
  }

  Judge judge() {
    return judge;
  }

  /** As it is written after --gate. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
