package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a table by their numbers: table {@code [rows, features]}, indices (whole numbers) {@code
 * [...]}, y {@code [..., features]}. ONNX: Gather along axis 0; PyTorch: embedding.
 */
public record Gather() implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape table = inputs.get(0).shape();
    Value indices = inputs.get(1);
    if (table.rank() != 2 || indices.type() != DataType.INT64) {
      throw new DeclarationException(
          "expected a table [rows, features] and whole numbers (INT64), got %s and %s. Feed it tokens."
              .formatted(table, indices));
    }
    List<Dim> dims = new ArrayList<>(indices.shape().dims());
    dims.add(new Dim("features", table.last().size()));
    return Output.of(new Shape(dims));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.gather(this);
  }
}
