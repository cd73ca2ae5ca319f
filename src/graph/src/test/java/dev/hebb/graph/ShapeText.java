package dev.hebb.graph;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code batch, time(lengths), features=3} as the shape that prints so. */
public final class ShapeText {
  private ShapeText() {}

  public static Shape shape(String text) {
    List<Dim> dims = new ArrayList<>();
    for (String dim : text.isEmpty() ? List.<String>of() : List.of(text.split(", ", -1))) {
      int equals = dim.indexOf('=');
      int padded = dim.indexOf('(');
      if (padded >= 0) {
        String name = dim.substring(0, padded);
        String lengths = dim.substring(padded + 1, dim.length() - 1);
        dims.add(new Dim(name, new Size.Symbol(name, lengths)));
        continue;
      }
      dims.add(
          equals < 0
              ? Dim.free(dim)
              : Dim.of(dim.substring(0, equals), Long.parseLong(dim.substring(equals + 1))));
    }
    return new Shape(dims);
  }

  /**
   * A value of that shape; its name is before the first bracket, its type, if it is no float,
   * behind the name: {@code x[batch, features=3]}, {@code x:INT64[batch]}.
   */
  public static Value value(String text) {
    int bracket = text.indexOf('[');
    String dims = text.substring(bracket + 1, text.length() - 1);
    String name = text.substring(0, bracket);
    int colon = name.indexOf(':');
    return colon < 0
        ? new Value(name, shape(dims), DataType.FLOAT32)
        : new Value(
            name.substring(0, colon), shape(dims), DataType.valueOf(name.substring(colon + 1)));
  }
}
