package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * The places of an axis: whole numbers 0, 1, 2, … as many as it is long. Of x only the shape is
 * read. ONNX: Shape and Range.
 *
 * @param axis which; not negative
 */
public record Range(int axis) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    if (axis < 0 || axis >= x.rank()) {
      throw new DeclarationException(
          "expected an axis from 0 to %d, got %d for %s. Choose one of its axes."
              .formatted(x.rank() - 1, axis, x));
    }
    return List.of(new Output(Shape.of(x.dim(axis)), DataType.INT64));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.range(this);
  }
}
