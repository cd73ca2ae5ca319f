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
 * The same numbers, in the same order, with other axes, the outermost too. ONNX: Reshape, Squeeze
 * or Unsqueeze; where the outermost axis stays see {@link Reshape}.
 *
 * @param dims at each place a length, {@link #REST} once at most, or the {@link #axis} of the input
 *     that is as long
 */
public record View(List<Long> dims) implements Op {
  /** Whatever is left. */
  public static final long REST = -1;

  public View {
    dims = List.copyOf(dims);
  }

  /** As long as this axis of the input. */
  public static long axis(int index) {
    return -2L - index;
  }

  /** Which axis of the input is meant, if one is. */
  public static Optional<Integer> axisOf(long dim) {
    return dim < REST ? Optional.of((int) (-2 - dim)) : Optional.empty();
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    List<Dim> out = new ArrayList<>();
    List<Size> others = new ArrayList<>();
    int rest = -1;
    for (int i = 0; i < dims.size(); i++) {
      long dim = dims.get(i);
      Dim made = axisOf(dim).map(axis -> axis(axis, x)).orElse(Dim.of("d" + i, Math.max(dim, 0)));
      out.add(made);
      if (dim != REST) {
        others.add(made.size());
      } else if (rest >= 0) {
        throw misfit(x);
      } else {
        rest = i;
      }
    }
    Factors left = Factors.of(x.sizes()).dividedBy(Factors.of(others)).orElseThrow(() -> misfit(x));
    if (rest < 0 && !left.size().equals(Size.of(1))) {
      throw misfit(x);
    } else if (rest >= 0) {
      String name = left.size() instanceof Size.Symbol symbol ? symbol.name() : "d" + rest;
      out.set(rest, new Dim(name, left.size()));
    }
    for (int axis = 0; axis < x.rank(); axis++) {
      if (!dims.contains(axis(axis))) {
        Layout.requireFilled(x, axis);
      }
    }
    return List.of(new Output(new Shape(out), inputs.get(0).type()));
  }

  private Dim axis(int axis, Shape x) {
    if (axis >= x.rank()) {
      throw misfit(x);
    }
    return x.dim(axis);
  }

  private DeclarationException misfit(Shape x) {
    List<String> told =
        dims.stream()
            .map(dim -> axisOf(dim).map(axis -> "axis " + axis).orElse(Long.toString(dim)))
            .toList();
    return new DeclarationException(
        "expected lengths that hold the numbers of %s, got %s. Change one of them, or give -1 for one to have it worked out."
            .formatted(x, told));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.view(this);
  }
}
