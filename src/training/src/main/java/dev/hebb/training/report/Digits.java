package dev.hebb.training.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
final class Digits {
  private static final int SIGNIFICANT = 4;

  private Digits() {}

  /** Four digits that count: {@code 0.01235}, {@code 12,346}, {@code 1.235e-7}. */
  static String of(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value) || value == 0) {
      return value == 0 ? "0" : Double.toString(value);
    }
    if (size < 1e-4 || size >= 1e7) {
      String text = String.format(Locale.ROOT, "%." + (SIGNIFICANT - 1) + "e", value);
      return text.replaceFirst("e\\+?(-?)0?", "e$1");
    }
    int scale = new BigDecimal(value).round(new MathContext(SIGNIFICANT)).scale();
    return String.format(Locale.ROOT, "%,." + Math.max(0, scale) + "f", value);
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 4.2 s}, {@code 3 min 20 s}, {@code 2 h 05 min}. */
  static String time(double seconds) {
    if (seconds < 100) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 6000
        ? whole / 60 + " min " + String.format(Locale.ROOT, "%02d", whole % 60) + " s"
        : whole / 3600 + " h " + String.format(Locale.ROOT, "%02d", whole % 3600 / 60) + " min";
  }
}
