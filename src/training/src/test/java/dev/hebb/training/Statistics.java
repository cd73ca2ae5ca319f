package dev.hebb.training;

/** Figures of many numbers. */
final class Statistics {
  private final float[] values;

  Statistics(float[] values) {
    this.values = values;
  }

  double of(String figure) {
    return switch (figure) {
      case "mean" -> mean(values);
      case "std" -> deviation(values);
      case "min" -> end(values, true);
      case "max" -> end(values, false);
      default -> throw new IllegalArgumentException(figure);
    };
  }

  /** The share of them that is at most {@code distance} from {@code center}. */
  double within(double center, double distance) {
    double count = 0;
    for (float value : values) {
      count += Math.abs(value - center) <= distance ? 1 : 0;
    }
    return count / values.length;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(float[] values) {
    double mean = mean(values);
    double sum = 0;
    for (float value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }

  private static double end(float[] values, boolean least) {
    double end = values[0];
    for (float value : values) {
      end = least ? Math.min(end, value) : Math.max(end, value);
    }
    return end;
  }
}
