package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
    List<Integer> over = over(x);
    for (int axis = 0; axis < x.rank(); axis++) {
      if (!over.contains(axis)) {
        left.add(x.dim(axis));
        continue;
      }
      Layout.requireFilled(x, axis);
      if (keep) {
        left.add(x.dim(axis).resized(Size.of(1)));
      }
    }
    if (over.contains(0) && left.stream().anyMatch(Dim::padded)) {
      throw new DeclarationException(
          "expected rows of one length where the rows are reduced, got %s. Reduce the padded axis too."
              .formatted(x));
    }
    return Output.of(new Shape(left));
  }

  /** The axes of the shape that are reduced. */
  public List<Integer> over(Shape x) {
    return axes.isEmpty() ? IntStream.range(0, x.rank()).boxed().toList() : axes;
  }

  // Of a mean it is not enough that padding is zero: it must not be counted either.
  @Override
  public List<Mixing> mixings(List<Value> inputs) {
    double neutral =
        switch (reduction) {
          case SUM, MEAN -> 0;
          case MAX -> Mixing.LEAST;
          case MIN -> -Mixing.LEAST;
        };
    return over(inputs.get(0).shape()).stream().map(axis -> Mixing.all(axis, neutral)).toList();
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
