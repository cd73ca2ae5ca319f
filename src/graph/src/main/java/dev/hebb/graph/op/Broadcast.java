package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import java.util.ArrayList;
import java.util.List;

/** How the axes of two values meet: from the innermost on, those of length one repeated. */
final class Broadcast {
  private Broadcast() {}

  static Shape of(Shape a, Shape b) {
    Shape wide = a.rank() >= b.rank() ? a : b;
    Shape narrow = a.rank() >= b.rank() ? b : a;
    List<Dim> dims = new ArrayList<>(wide.dims());
    for (int i = 1; i <= narrow.rank(); i++) {
      Dim left = wide.dim(-i);
      Dim right = narrow.dim(-i);
      boolean one = left.size().equals(Size.of(1));
      if (!one && !right.size().equals(Size.of(1)) && !left.size().equals(right.size())) {
        Layout.requireAlike(left, right, List.of(a, b));
        throw new DeclarationException(
            "expected shapes that broadcast, got "
                + a
                + " and "
                + b
                + " ("
                + left
                + " against "
                + right
                + "). Give both the same length there, or one of them length 1.");
      }
      dims.set(dims.size() - i, one && !right.size().equals(Size.of(1)) ? right : left);
    }
    return new Shape(dims);
  }
}
