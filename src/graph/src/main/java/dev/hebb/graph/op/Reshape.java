package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The same numbers, in the same order, with other axes after the outermost one, which stays. At
 * most one of {@code dims} is -1: whatever is left. ONNX: Reshape to {@code [0, dims...]}.
 */
public record Reshape(List<Long> dims) implements Op {
  public Reshape {
    dims = List.copyOf(dims);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    long elements = 1;
    for (Dim dim : x.dims().subList(1, x.rank())) {
      OptionalLong size = dim.size().fixed();
      if (size.isEmpty()) {
        throw new DeclarationException(
            "expected fixed lengths after "
                + x.dim(0)
                + ", got "
                + x
                + ", whose "
                + dim.name()
                + " is free. Declare its length, or reduce it first.");
      }
      elements *= size.getAsLong();
    }
    long known = dims.stream().filter(dim -> dim != -1).reduce(1L, (a, b) -> a * b);
    long free = dims.stream().filter(dim -> dim == -1).count();
    boolean negative = dims.stream().anyMatch(dim -> dim < -1);
    if (negative
        || free > 1
        || known == 0
        || (free == 0 ? known != elements : elements % known != 0)) {
      throw new DeclarationException(
          "expected lengths whose product is "
              + elements
              + " for "
              + x
              + ", got "
              + dims
              + " = "
              + known
              + ". Change one of them, or give -1 for one to have it worked out.");
    }
    List<Dim> out = new ArrayList<>(List.of(x.dim(0)));
    for (int i = 0; i < dims.size(); i++) {
      long size = dims.get(i) == -1 ? elements / known : dims.get(i);
      String name = dims.size() == 1 ? "features" : "d" + (i + 1);
      out.add(new Dim(name, Size.of(size)));
    }
    return Output.of(new Shape(out));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.reshape(this);
  }
}
