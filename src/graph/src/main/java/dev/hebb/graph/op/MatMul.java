package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code y = x·w}: x {@code [..., in]}, w {@code [in, out]} (Keras's kernel), y {@code [..., out]};
 * or x {@code [a..., n, in]}, w {@code [a..., in, out]}, y {@code [a..., n, out]}, one product for
 * each index of the outer axes, which meet as in {@link Arithmetic}.
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
    boolean several = w.rank() > 2 && x.rank() > 2;
    return Output.of(several ? products(x, w) : product(x, w));
  }

  @Override
  public List<Mixing> mixings(List<Value> inputs) {
    int rows = inputs.get(1).shape().rank() - 2;
    return List.of(Mixing.all(inputs.get(0).shape().rank() - 1, 0), new Mixing(1, rows, 0, false));
  }

  private static Shape products(Shape x, Shape w) {
    if (!x.last().size().equals(w.dim(-2).size())) {
      throw new DeclarationException(
          "expected [a..., n, in] and [a..., in, out], got %s and %s. Transpose one of them."
              .formatted(x, w));
    }
    List<Dim> outer = new ArrayList<>(Broadcast.of(outer(x), outer(w)).dims());
    outer.add(x.dim(-2));
    outer.add(w.last());
    return new Shape(outer);
  }

  private static Shape outer(Shape shape) {
    return new Shape(shape.dims().subList(0, shape.rank() - 2));
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
