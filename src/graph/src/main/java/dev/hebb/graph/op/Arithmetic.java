package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code a ⊕ b} element by element, axes of length one repeated, missing outer axes added (NumPy's
 * and ONNX's broadcasting). ONNX: Add, Sub, Mul, Div, Max, Min, Equal, Greater.
 */
public record Arithmetic(Operator operator) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    for (Value input : inputs) {
      if (input.type() != DataType.FLOAT32) {
        throw new DeclarationException(
            "expected floats (FLOAT32), got %s of %s. Embed or encode whole numbers first."
                .formatted(input, input.type()));
      }
    }
    Shape a = inputs.get(0).shape();
    Shape b = inputs.get(1).shape();
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
    return Output.of(new Shape(dims));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.arithmetic(this);
  }

  @Override
  public String type() {
    return Names.capitalized(operator);
  }
}
