package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.List;

/** What an operator asks of the lengths of an operand. */
final class Layout {
  private Layout() {}

  static void require(Value value, Size... sizes) {
    if (!value.shape().sizes().equals(List.of(sizes))) {
      throw new DeclarationException(
          "expected "
              + value.name()
              + " of "
              + List.of(sizes)
              + ", got "
              + value.shape()
              + ". See the operator's layout.");
    }
  }

  /** Of what mixes the places of an axis: padding would be mixed in. */
  static void requireFilled(Shape shape, int axis) {
    if (shape.dim(axis).padded()) {
      throw new DeclarationException(
          "expected %s of %s without padding, which would be mixed in. Say first what stands there: Scope.fill(value, axis, number)."
              .formatted(shape.dim(axis), shape));
    }
  }

  /** Of axes that should be one: that their rows are not padded otherwise. */
  static void requireAlike(Dim a, Dim b, List<Shape> shapes) {
    boolean otherwise = !a.size().equals(b.size());
    if (otherwise && a.size().unpadded().equals(b.size().unpadded())) {
      throw new DeclarationException(
          "expected rows that are padded alike, got %s and %s of %s. Say of each how its rows are padded: withLengths(), maskZero() or masking(...)."
              .formatted(a, b, shapes));
    }
  }

  /** The lengths of a kernel's axes after the first two. */
  static List<Integer> kernel(Shape w) {
    return w.dims().subList(2, w.rank()).stream()
        .map(dim -> (int) dim.size().fixed().orElseThrow())
        .toList();
  }
}
