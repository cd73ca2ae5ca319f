package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands at places of an axis, by their numbers: x {@code [a..., n, b...]}, indices (whole
 * numbers from 0) {@code [i...]}, y {@code [a..., i..., b...]}. Of a table {@code [rows, features]}
 * these are its rows. ONNX: Gather; PyTorch: embedding, index_select.
 *
 * @param axis which; not negative
 */
public record Gather(int axis) implements Op {
  /** The rows of a table. */
  public Gather() {
    this(0);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape table = inputs.get(0).shape();
    Value indices = inputs.get(1);
    if (axis >= table.rank() || indices.type() != DataType.INT64) {
      throw new DeclarationException(
          "expected a table [rows, features] and whole numbers (INT64), got %s and %s. Feed it tokens."
              .formatted(table, indices));
    }
    Layout.requireFilled(table, axis);
    List<Dim> dims = new ArrayList<>(table.dims().subList(0, axis));
    dims.addAll(indices.shape().dims());
    dims.addAll(table.dims().subList(axis + 1, table.rank()));
    if (axis == 0 && table.rank() == 2) {
      dims.set(dims.size() - 1, new Dim("features", table.last().size()));
    }
    return List.of(new Output(new Shape(dims), inputs.get(0).type()));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.gather(this);
  }
}
