package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * Where the largest number of the last axis is, the first of equals: {@code [..., classes] ->
 * [...]}, whole numbers. ONNX: ArgMax.
 */
public record ArgMax() implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    if (x.rank() < 1) {
      throw new DeclarationException(
          "expected an axis to choose from, got " + x + ". Give it numbers side by side.");
    }
    Layout.requireFilled(x, -1);
    return List.of(new Output(new Shape(x.dims().subList(0, x.rank() - 1)), DataType.INT64));
  }

  @Override
  public List<Mixing> mixings(List<Value> inputs) {
    return List.of(Mixing.all(inputs.get(0).shape().rank() - 1, Mixing.LEAST));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.argMax(this);
  }
}
