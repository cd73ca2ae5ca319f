package dev.hebb.serving;

import dev.hebb.runtime.PredictorOptions;
import java.util.List;

/**
 * The labels of one row, the highest score first.
 *
 * @param labels all of them
 * @param passed those whose score is not below its threshold; all where the file has none
 */
public record Ranking(List<Label> labels, List<Label> passed) {
  /** Copies the lists. */
  public Ranking {
    labels = List.copyOf(labels);
    passed = List.copyOf(passed);
  }

  /** The one with the highest score. */
  public Label best() {
    return labels.get(0);
  }

  /** The first {@code count}, or all when there are fewer. */
  public List<Label> top(int count) {
    PredictorOptions.atLeast(1, count, "top(" + count + ")");
    return labels.subList(0, Math.min(count, labels.size()));
  }
}
