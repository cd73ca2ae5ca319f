package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.List;
import java.util.OptionalLong;

/**
 * Several values one behind the other along an axis, not negative, along which one at most may be
 * of a free length. ONNX: Concat.
 */
public record Concat(int axis) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape first = inputs.get(0).shape();
    long sum = 0;
    Size free = Size.of(0);
    for (Value input : inputs) {
      Shape shape = input.shape();
      for (int i = 0; i < Math.min(shape.rank(), first.rank()); i++) {
        if (i != axis) {
          Layout.requireAlike(first.dim(i), shape.dim(i), List.of(first, shape));
        }
      }
      boolean fits =
          shape.rank() == first.rank()
              && axis < shape.rank()
              && shape.with(axis, first.dim(axis)).sameSizes(first);
      OptionalLong length = fits ? shape.dim(axis).size().fixed() : OptionalLong.empty();
      boolean second = length.isEmpty() && !free.equals(Size.of(0));
      if (!fits || second || shape.dim(axis).padded()) {
        throw new DeclarationException(
            "expected shapes that differ in axis "
                + axis
                + " only, with a fixed length there, got "
                + inputs.stream().map(Value::shape).toList()
                + ". Make the others equal.");
      }
      free = length.isPresent() ? free : shape.dim(axis).size();
      sum += length.orElse(0);
    }
    Dim joined = first.dim(axis).resized(free.affine(1, sum, 1));
    return List.of(new Output(first.with(axis, joined), inputs.get(0).type()));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.concat(this);
  }
}
