package dev.hebb.training;

import java.util.List;

/**
 * A figure that says which epoch is the best.
 *
 * @param figure its name
 * @param minDelta by how much it must be better to count
 */
record Monitor(String figure, double minDelta) {
  Monitor {
    if (!(minDelta >= 0 && minDelta < Double.POSITIVE_INFINITY)) {
      throw new TrainingException(
          "minDelta: expected a number of at least 0, got " + minDelta + ".");
    }
  }

  /** Whether the figure is there. */
  void check(Run run, String who) {
    if (!run.names().contains(figure)) {
      throw new TrainingException(
          "%s: %s watches \"%s\", which is not among %s. Give validation data, or watch another figure."
              .formatted(run.name(), who, figure, run.names()));
    }
  }

  /** Of each epoch so far, whether it was better than all before it. */
  boolean[] improved(Run run) {
    List<Double> seen = run.history().of(figure);
    double sign = run.higherIsBetter(figure) ? -1 : 1;
    boolean[] improved = new boolean[seen.size()];
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < improved.length; i++) {
      double value = sign * seen.get(i);
      improved[i] = value < best - minDelta;
      best = improved[i] ? value : best;
    }
    return improved;
  }
}
