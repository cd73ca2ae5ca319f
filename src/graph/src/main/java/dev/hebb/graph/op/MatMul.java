package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * {@code y = x·w}: x {@code [..., in]}, w {@code [in, out]} (Keras's kernel), y {@code [..., out]};
 * or x {@code [a..., n, in]}, w {@code [a..., in, out]}, y {@code [a..., n, out]}, one product for
 * each index of the outer axes.
 */
public record MatMul() implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    Shape w = inputs.get(1).shape();
    Layout.requireFilled(x, -1);
    if (w.rank() > 1) {
      Layout.requireFilled(w, -2);
    }
    boolean several = w.rank() > 2 && w.rank() == x.rank();
    return Output.of(several ? products(x, w) : product(x, w));
  }

  @Override
  public List<Mixing> mixings(List<Value> inputs) {
    int rows = inputs.get(1).shape().rank() - 2;
    return List.of(Mixing.all(inputs.get(0).shape().rank() - 1, 0), new Mixing(1, rows, 0, false));
  }

  private static Shape products(Shape x, Shape w) {
    int outer = w.rank() - 2;
    boolean fits =
        x.sizes().subList(0, outer).equals(w.sizes().subList(0, outer))
            && x.last().size().equals(w.dim(-2).size());
    if (!fits) {
      throw new DeclarationException(
          "expected [a..., n, in] and [a..., in, out], got %s and %s. Transpose one of them."
              .formatted(x, w));
    }
    return x.with(-1, w.last());
  }

  static Shape product(Shape x, Shape kernel) {
    if (kernel.rank() != 2) {
      throw new DeclarationException(
          "expected a kernel [in, out], got " + kernel + ". Give it two axes.");
    }
    if (!x.last().size().equals(kernel.dim(0).size())) {
      throw new DeclarationException(
          "expected a last axis of "
              + kernel.dim(0).size()
              + " (the rows of the kernel), got "
              + x
              + ". Reshape the input, or declare the kernel for it.");
    }
    return x.with(-1, x.last().resized(kernel.dim(1).size()));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.matMul(this);
  }
}
