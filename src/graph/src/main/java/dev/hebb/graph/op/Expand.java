package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Axes of length one repeated, and outer axes added. Inputs: x, and a value like whose axes it
 * becomes, of which only the shape is read, where one is meant. ONNX: Expand.
 *
 * @param dims of what comes out, at each place a length, {@link #KEEP} for x's own, or the {@link
 *     #axis} of like
 */
public record Expand(List<Long> dims) implements Op {
  /** As long as x is there. */
  public static final long KEEP = -1;

  public Expand {
    dims = List.copyOf(dims);
  }

  /** As long as this axis of like. */
  public static long axis(int index) {
    return -2L - index;
  }

  /** Which axis of like is meant, if one is. */
  public static Optional<Integer> axisOf(long dim) {
    return dim < KEEP ? Optional.of((int) (-2 - dim)) : Optional.empty();
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    int added = dims.size() - x.rank();
    List<Dim> out = new ArrayList<>();
    for (int i = 0; i < dims.size(); i++) {
      long dim = dims.get(i);
      if (added < 0 || (dim == KEEP && i < added)) {
        throw misfit(x);
      }
      Dim name = Dim.of("d" + i, Math.max(dim, 0));
      Dim wanted =
          dim == KEEP
              ? x.dim(i - added)
              : axisOf(dim).map(axis -> inputs.get(1).shape().dim(axis)).orElse(name);
      Size own = i < added ? Size.of(1) : x.dim(i - added).size();
      if (!own.equals(Size.of(1)) && !own.equals(wanted.size())) {
        throw misfit(x);
      }
      out.add(own.equals(wanted.size()) && i >= added ? x.dim(i - added) : wanted);
    }
    return List.of(new Output(new Shape(out), inputs.get(0).type()));
  }

  private DeclarationException misfit(Shape x) {
    return new DeclarationException(
        "expected lengths that repeat axes of length one of %s, got %s. Keep the others as they are."
            .formatted(x, dims));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.expand(this);
  }
}
