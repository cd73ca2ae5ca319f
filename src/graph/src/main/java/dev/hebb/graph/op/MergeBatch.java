package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The two outermost axes in one: {@code [batch, time, ...] -> [batch·time, ...]}, so that what
 * works on a batch works on every step. Every other length is fixed. ONNX: Reshape.
 */
public record MergeBatch() implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    if (x.rank() < 3) {
      throw new DeclarationException(
          "expected [batch, time] and what is at each step, got " + x + ". Feed it frames.");
    }
    List<Dim> dims = new ArrayList<>(x.dims().subList(1, x.rank()));
    for (Dim dim : dims.subList(1, dims.size())) {
      if (dim.size().fixed().isEmpty()) {
        throw new DeclarationException(
            "expected fixed lengths after the time, got %s, whose %s is free. Declare its length."
                .formatted(x, dim.name()));
      }
    }
    dims.set(0, x.dim(0).resized(x.dim(0).size().times(x.dim(1).size())));
    return List.of(new Output(new Shape(dims), inputs.get(0).type()));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.mergeBatch(this);
  }
}
