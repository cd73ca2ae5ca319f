package dev.hebb.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A field of a table.
 *
 * @param value in JSON: a string, number, boolean, list or map
 * @param text what people read
 */
public record Cell(Object value, String text, Tone tone) {
  /** Said in other words than JSON has. */
  public static Cell of(Object value, String text) {
    return new Cell(value, text, Tone.PLAIN);
  }

  /** Whole numbers in groups of three, lists in brackets. */
  public static Cell of(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return of(value, String.format(Locale.ROOT, "%,d", ((Number) value).longValue()));
    }
    if (value instanceof List<?> list) {
      return of(value, list.stream().map(Cell::word).collect(Collectors.joining(", ", "[", "]")));
    }
    return of(value, String.valueOf(value));
  }

  private static String word(Object value) {
    return String.valueOf(value);
  }
}
