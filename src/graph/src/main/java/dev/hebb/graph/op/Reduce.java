package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * One number in place of those along some axes. ONNX: ReduceMean, ReduceSum, ReduceMax, ReduceMin.
 *
 * @param axes which, ascending, not negative; none means all
 * @param keep whether the axes stay, with length 1
 */
public record Reduce(Reduction reduction, List<Integer> axes, boolean keep) implements Op {
  public Reduce {
    axes = List.copyOf(axes);
  }

  /** Over everything: a scalar. */
  public static Reduce all(Reduction reduction) {
    return new Reduce(reduction, List.of(), false);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    List<Dim> left = new ArrayList<>();
    for (int axis : axes) {
      if (axis < 0 || axis >= x.rank()) {
        throw new DeclarationException(
            "expected axes from 0 to "
                + (x.rank() - 1)
                + ", got "
                + axes
                + " for "
                + x
                + ". Choose among its axes.");
      }
    }
    for (int axis = 0; axis < x.rank(); axis++) {
      boolean reduced = axes.isEmpty() || axes.contains(axis);
      if (reduced) {
        Layout.requireFilled(x, axis);
      }
      if (!reduced) {
        left.add(x.dim(axis));
      } else if (keep) {
        left.add(x.dim(axis).resized(Size.of(1)));
      }
    }
    return Output.of(new Shape(left));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.reduce(this);
  }

  @Override
  public String type() {
    return "Reduce" + Names.capitalized(reduction);
  }
}
