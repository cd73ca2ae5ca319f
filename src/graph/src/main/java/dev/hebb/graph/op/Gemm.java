package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * {@code y = x·w + b} of matrices: x {@code [batch, in]}, w {@code [in, out]} (Keras's kernel), b
 * {@code [out]}. ONNX: Gemm with no transposition.
 */
public record Gemm() implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    if (x.rank() != 2) {
      throw new DeclarationException("expected [batch, in], got " + x + ". Flatten the input.");
    }
    Shape product = MatMul.product(x, inputs.get(1).shape());
    Layout.require(inputs.get(2), product.last().size());
    return Output.of(product);
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.gemm(this);
  }
}
