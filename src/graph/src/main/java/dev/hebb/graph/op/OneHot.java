package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A 1 at the place that a whole number names, zeros elsewhere: {@code [...] -> [..., depth]}. ONNX:
 * OneHot along a new last axis.
 */
public record OneHot(long depth) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Value indices = inputs.get(0);
    if (depth < 1 || indices.type() != DataType.INT64) {
      throw new DeclarationException(
          "expected whole numbers (INT64) and a depth of at least 1, got %s and %d. Feed it tokens or class indices."
              .formatted(indices, depth));
    }
    List<Dim> dims = new ArrayList<>(indices.shape().dims());
    dims.add(Dim.of("classes", depth));
    return Output.of(new Shape(dims));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.oneHot(this);
  }
}
