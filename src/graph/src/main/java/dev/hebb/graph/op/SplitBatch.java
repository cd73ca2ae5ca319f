package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link MergeBatch} did, undone: x {@code [batch·time, ...]}, like {@code [batch, time,
 * ...]}, y {@code [batch, time, ...]} with the other axes of x. ONNX: Reshape.
 */
public record SplitBatch() implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    Shape like = inputs.get(1).shape();
    if (like.rank() < 2 || !x.dim(0).size().equals(like.dim(0).size().times(like.dim(1).size()))) {
      throw new DeclarationException(
          "expected [batch*time, ...] to be split like [batch, time, ...], got %s and %s. Merge them first."
              .formatted(x, like));
    }
    List<Dim> dims = new ArrayList<>(List.of(like.dim(0), like.dim(1)));
    dims.addAll(x.dims().subList(1, x.rank()));
    return List.of(new Output(new Shape(dims), inputs.get(0).type()));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.splitBatch(this);
  }
}
