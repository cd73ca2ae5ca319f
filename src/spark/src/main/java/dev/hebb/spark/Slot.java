package dev.hebb.spark;

import dev.hebb.runtime.Element;
import dev.hebb.runtime.engine.Declared;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An input or output of a model as its file declares it.
 *
 * @param dims a symbol, or a number where an axis is of one length; the batch first
 */
record Slot(String name, Element type, List<String> dims) implements Serializable {
  static Slot of(Declared declared) {
    return new Slot(
        declared.name(),
        declared.type(),
        declared.dims().stream()
            .map(dim -> dim.isFixed() ? Long.toString(dim.size()) : dim.symbol())
            .toList());
  }

  static boolean free(String dim) {
    return dim.isEmpty() || !Character.isDigit(dim.charAt(0));
  }

  /** Whether rows may come together. */
  boolean batched() {
    return !dims.isEmpty() && free(dims.get(0));
  }

  /** The free axes of one row. */
  List<String> freeAxes() {
    return dims.stream().skip(1).filter(Slot::free).toList();
  }

  /** How many elements the axes of one row have that are of one length. */
  long fixed() {
    return dims.stream()
        .skip(1)
        .filter(dim -> !free(dim))
        .mapToLong(Long::parseLong)
        .reduce(1, (a, b) -> a * b);
  }

  /** Whether an element is a whole number. */
  boolean whole() {
    return switch (type) {
      case INT8, INT16, INT32, INT64 -> true;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return "%s [%s]".formatted(type, dims.stream().collect(Collectors.joining(", ")));
  }

  /** Whether it takes pictures as they are: {@code [batch, height, width, 1 or 3]}. */
  boolean picture() {
    return type == Element.UINT8
        && dims.size() == 4
        && (dims.get(3).equals("1") || dims.get(3).equals("3"));
  }
}
