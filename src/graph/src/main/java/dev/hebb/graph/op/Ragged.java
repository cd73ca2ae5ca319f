package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * Says that the rows of a free axis are padded at their end: x {@code [batch, ...]}, lengths (whole
 * numbers, 1 to the axis's length) {@code [batch]}. What comes out is x, and every shape that
 * follows from its shape knows of the padding. Of an axis that is padded already, or follows from
 * such a one, it says that the rows are shorter. ONNX: Identity.
 *
 * @param axis which; above 0
 */
public record Ragged(int axis) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Value x = inputs.get(0);
    Value lengths = inputs.get(1);
    Shape shape = x.shape();
    if (lengths.type() != DataType.INT64
        || !lengths.shape().sizes().equals(List.of(shape.dim(0).size()))) {
      throw new DeclarationException(
          "expected whole numbers (INT64), one a row of %s, got %s. Give the length of each row."
              .formatted(shape, lengths));
    }
    Dim dim = shape.dim(axis);
    if (!(dim.size() instanceof Size.Symbol) && !dim.padded()) {
      throw new DeclarationException(
          "expected a free axis, got %s of %s. Declare its length as ANY.".formatted(dim, shape));
    }
    Dim ragged = dim.resized(dim.size().padded(lengths.name()));
    return List.of(new Output(shape.with(axis, ragged), x.type()));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.ragged(this);
  }
}
