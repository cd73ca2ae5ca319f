package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * {@code y = x·w}: x {@code [..., in]}, w {@code [in, out]} (Keras's kernel), y {@code [..., out]}.
 */
public record MatMul() implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    return Output.of(product(inputs.get(0).shape(), inputs.get(1).shape()));
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
