package dev.hebb.training.metric;

/** What is counted of answers that are yes or no. */
public enum Kind {
  TRUE_POSITIVES {
    @Override
    double of(Counts counts, int threshold) {
      return counts.truePositives(0, threshold);
    }
  },
  FALSE_POSITIVES {
    @Override
    double of(Counts counts, int threshold) {
      return counts.falsePositives(0, threshold);
    }
  },
  TRUE_NEGATIVES {
    @Override
    double of(Counts counts, int threshold) {
      return counts.trueNegatives(0, threshold);
    }
  },
  FALSE_NEGATIVES {
    @Override
    double of(Counts counts, int threshold) {
      return counts.falseNegatives(0, threshold);
    }
  },
  /** The share of what is said that is right. */
  PRECISION {
    @Override
    double of(Counts counts, int threshold) {
      return counts.precision(0, threshold);
    }
  },
  /** The share of what is right that is said. */
  RECALL {
    @Override
    double of(Counts counts, int threshold) {
      return counts.recall(0, threshold);
    }
  };

  abstract double of(Counts counts, int threshold);
}
