package dev.hebb.cli.export;

import dev.hebb.cli.report.ToolException;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Size;
import java.util.List;
import java.util.Map;

/**
 * How long the axes of a model's inputs are.
 *
 * @param lengths of free ones; where they are silent what training saw
 */
record Axes(Model model, Map<String, Integer> lengths) {
  /** The lengths of all axes but the first. */
  long[] dims(Port port) {
    List<Size> sizes = port.value().shape().sizes();
    long[] dims = new long[sizes.size()];
    for (int axis = 1; axis < dims.length; axis++) {
      dims[axis] = length(port, sizes.get(axis));
    }
    return dims;
  }

  private long length(Port port, Size size) {
    if (!isFree(size)) {
      return said(size);
    }
    String noted = model.notes().getOrDefault("dim." + name(size), "");
    if (noted.isEmpty()) {
      throw new ToolException(
          "%s: expected a length for the axis \"%s\" of \"%s\", got none. Say --dim %s=N."
              .formatted(model.graph().name(), name(size), port.name(), name(size)));
    }
    return Long.parseLong(noted);
  }

  /** Whether nobody said how long it is. */
  boolean isFree(Size size) {
    return size.fixed().isEmpty() && !lengths.containsKey(name(size));
  }

  /** As long as somebody said. */
  long said(Size size) {
    return size.fixed().isPresent() ? size.fixed().getAsLong() : lengths.get(name(size));
  }

  private static String name(Size size) {
    return size.unpadded().toString();
  }
}
