package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * Which places of an axis a row reaches: x {@code [batch, ...]}, of which the axis's length is
 * taken, lengths (whole numbers) {@code [batch]}, y {@code [batch, axis]}: whether the place is
 * below the row's length. ONNX: Shape, Range and Less.
 *
 * @param axis which; above 0
 */
public record SequenceMask(int axis) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    Value lengths = inputs.get(1);
    if (lengths.type() != DataType.INT64
        || !lengths.shape().sizes().equals(List.of(x.dim(0).size()))) {
      throw new DeclarationException(
          "expected whole numbers (INT64), one a row of %s, got %s. Give the length of each row."
              .formatted(x, lengths));
    }
    Dim dim = x.dim(axis);
    Dim places = dim.resized(dim.size().unpadded());
    return List.of(new Output(Shape.of(x.dim(0), places), DataType.BOOL));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.sequenceMask(this);
  }
}
