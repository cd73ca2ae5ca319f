package dev.hebb.cli.export;

import dev.hebb.graph.Judge;
import java.util.Locale;

/** What a smaller file is judged by. */
enum Metric {
  ACCURACY,
  MAE;

  Judge judge() {
    return switch (this) {
      case ACCURACY -> new Accuracy();
      case MAE -> new MeanAbsoluteError();
    };
  }

  /** As it is written after --gate. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
