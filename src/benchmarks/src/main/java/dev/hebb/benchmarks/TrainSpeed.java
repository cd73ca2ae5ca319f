package dev.hebb.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one training came to.
 *
 * @param perSecond examples a second, the median over its epochs
 * @param accuracy of the trained network on the examples it was trained on
 */
record TrainSpeed(double perSecond, double accuracy, long parameters) {
  /** Epochs that are not counted, while the JVM compiles. */
  static final int WARM_UP = 2;

  static final int EPOCHS = WARM_UP + 3;

  /** Prints it for the process that asked. */
  void print() {
    System.out.printf(Locale.ROOT, "trained %.3f %.4f %d%n", perSecond, accuracy, parameters);
  }

  /** What a process has printed. */
  static TrainSpeed of(List<String> lines) {
    String line = lines.stream().filter(each -> each.startsWith("trained ")).findFirst().orElse("");
    String[] words = line.split(" ", -1);
    if (words.length != 4) {
      throw new IllegalStateException("expected \"trained ...\", got " + lines);
    }
    return new TrainSpeed(
        Double.parseDouble(words[1]), Double.parseDouble(words[2]), Long.parseLong(words[3]));
  }

  /** Stops the time of each epoch. */
  static final class Watch {
    private final List<Double> rates = new ArrayList<>();
    private long began;

    void begin() {
      began = System.nanoTime();
    }

    void end(int rows) {
      rates.add(rows / ((System.nanoTime() - began) / 1e9));
    }

    double perSecond() {
      return Pairing.median(
          rates.stream().skip(WARM_UP).mapToDouble(Double::doubleValue).toArray());
    }
  }
}
