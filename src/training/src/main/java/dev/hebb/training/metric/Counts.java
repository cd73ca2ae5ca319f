package dev.hebb.training.metric;

import dev.hebb.training.Measure;

/** How often yes was said and meant at each threshold, for each label. */
final class Counts {
  private final double[] said;
  private final double[] all;
  private final int thresholds;

  /**
   * As {@link Counting} sums them up.
   *
   * @param said {@code [labels, 2, thresholds]}: what was above, where it should be and anywhere
   * @param all {@code [labels, 2]}: what should be above, and all there is
   */
  Counts(double[] said, double[] all, int thresholds) {
    this.said = said;
    this.all = all;
    this.thresholds = thresholds;
  }

  int labels() {
    return all.length / 2;
  }

  int thresholds() {
    return thresholds;
  }

  double truePositives(int label, int threshold) {
    return said[2 * label * thresholds + threshold];
  }

  double positives(int label, int threshold) {
    return said[(2 * label + 1) * thresholds + threshold];
  }

  double falsePositives(int label, int threshold) {
    return positives(label, threshold) - truePositives(label, threshold);
  }

  double falseNegatives(int label, int threshold) {
    return all[2 * label] - truePositives(label, threshold);
  }

  double trueNegatives(int label, int threshold) {
    return all[2 * label + 1] - all[2 * label] - falsePositives(label, threshold);
  }

  double precision(int label, int threshold) {
    return Measure.share(truePositives(label, threshold), positives(label, threshold));
  }

  double recall(int label, int threshold) {
    return Measure.share(truePositives(label, threshold), all[2 * label]);
  }

  double specificity(int label, int threshold) {
    return Measure.share(trueNegatives(label, threshold), all[2 * label + 1] - all[2 * label]);
  }
}
