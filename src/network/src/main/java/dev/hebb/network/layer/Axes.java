package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Axes as a user names them: counted from 1 after the batch.
 *
 * @param named which; none means the last
 */
record Axes(List<Integer> named) {
  Axes {
    named = List.copyOf(named);
  }

  /** Those axes of the shape, ascending. */
  List<Integer> in(Shape shape) {
    if (named.isEmpty()) {
      return List.of(shape.rank() - 1);
    }
    boolean there = named.stream().allMatch(axis -> axis >= 1 && axis < shape.rank());
    if (!there || new HashSet<>(named).size() != named.size()) {
      throw new DeclarationException(
          "expected axes from 1 to %d, each once, got %s for %s. Count them after the batch."
              .formatted(shape.rank() - 1, named, shape));
    }
    return named.stream().sorted().toList();
  }

  /** The lengths of a parameter with a number for each index of these axes. */
  List<Long> lengths(Shape shape) {
    List<Integer> axes = in(shape);
    List<Long> lengths = new ArrayList<>();
    for (int axis = axes.get(0); axis < shape.rank(); axis++) {
      lengths.add(axes.contains(axis) ? length(shape, axis) : 1);
    }
    return lengths;
  }

  private static long length(Shape shape, int axis) {
    Dim dim = shape.dim(axis);
    return dim.size()
        .fixed()
        .orElseThrow(
            () ->
                new DeclarationException(
                    "expected a fixed %s, got %s. Declare it: weights need it."
                        .formatted(dim.name(), shape)));
  }

  /** {@code axes(1, 2)}. */
  String said(String wither) {
    return named.stream().map(String::valueOf).collect(Collectors.joining(", ", wither + "(", ")"));
  }
}
