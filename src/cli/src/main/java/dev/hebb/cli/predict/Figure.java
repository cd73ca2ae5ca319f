package dev.hebb.cli.predict;

import dev.hebb.cli.report.Cell;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers of an answer as people read them: six digits, and of long rows the beginning. */
final class Figure {
  private static final MathContext DIGITS = new MathContext(6);
  private static final int MOST = 6;
  private static final int PLAIN = 7;

  private Figure() {}

  static Cell of(Object value) {
    return Cell.of(value, text(value));
  }

  static Cell of(List<Object> values) {
    String begin = values.stream().limit(MOST).map(Figure::text).collect(Collectors.joining(", "));
    int more = values.size() - MOST;
    return Cell.of(values, "[" + begin + (more > 0 ? ", and %s more]".formatted(more) : "]"));
  }

  /** What a label gets: four decimals. */
  static Cell score(float score) {
    return Cell.of(score, scored(score));
  }

  static String scored(Object score) {
    return String.format(Locale.ROOT, "%.4f", ((Number) score).doubleValue());
  }

  static String text(Object value) {
    if (!(value instanceof Float || value instanceof Double)
        || !Double.isFinite(((Number) value).doubleValue())) {
      return String.valueOf(value);
    }
    BigDecimal rounded = new BigDecimal(value.toString()).round(DIGITS).stripTrailingZeros();
    boolean plain = Math.abs(rounded.precision() - rounded.scale()) <= PLAIN;
    return rounded.signum() == 0 ? "0" : plain ? rounded.toPlainString() : rounded.toString();
  }
}
