package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.List;

/** Several values one behind the other along an axis, not negative. ONNX: Concat. */
public record Concat(int axis) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape first = inputs.get(0).shape();
    long sum = 0;
    for (Value input : inputs) {
      Shape shape = input.shape();
      for (int i = 0; i < Math.min(shape.rank(), first.rank()); i++) {
        Layout.requireAlike(first.dim(i), shape.dim(i), List.of(first, shape));
      }
      boolean fits = shape.rank() == first.rank() && axis < shape.rank();
      if (!fits
          || shape.dim(axis).size().fixed().isEmpty()
          || !shape.with(axis, first.dim(axis)).sameSizes(first)) {
        throw new DeclarationException(
            "expected shapes that differ in axis "
                + axis
                + " only, with a fixed length there, got "
                + inputs.stream().map(Value::shape).toList()
                + ". Make the others equal.");
      }
      sum += shape.dim(axis).size().fixed().getAsLong();
    }
    return Output.of(first.with(axis, first.dim(axis).resized(Size.of(sum))));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.concat(this);
  }
}
