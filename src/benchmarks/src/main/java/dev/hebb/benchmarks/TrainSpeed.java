package dev.hebb.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one training came to.
 *
 * @param perSecond examples a second, the median over its epochs
 * @param fault of the trained network, as {@link Material#fault} has it
 */
record TrainSpeed(double perSecond, double fault, long parameters) {
  /** Prints it for the process that asked. */
  void print() {
    System.out.printf(Locale.ROOT, "trained %.3f %.4f %d%n", perSecond, fault, parameters);
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
    // Not counted: while the JVM compiles.
    private static final double WARM_UP = seconds("bench.warmup", 1);
    private static final double COUNTED = seconds("bench.counted", 1.5);

    private final List<Double> rates = new ArrayList<>();
    private final int rows;
    private long start;
    private long began;
    private double counted;

    /** For epochs of so many rows. */
    Watch(int rows) {
      this.rows = rows;
    }

    private static double seconds(String property, double otherwise) {
      return Double.parseDouble(System.getProperty(property, Double.toString(otherwise)));
    }

    void begin() {
      began = System.nanoTime();
      start = start == 0 ? began : start;
    }

    void end() {
      long now = System.nanoTime();
      if ((began - start) / 1e9 >= WARM_UP) {
        rates.add(rows / ((now - began) / 1e9));
        counted += (now - began) / 1e9;
      }
    }

    /** Whether it is time for another epoch. */
    boolean goesOn() {
      return counted < COUNTED;
    }

    double perSecond() {
      return Pairing.median(rates.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }
}
