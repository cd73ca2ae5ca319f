package dev.hebb.graph.op;

import dev.hebb.graph.Value;
import java.util.List;

/**
 * Local response normalisation over {@code size} neighbouring channels (Krizhevsky et al. 2012):
 * {@code y = x / (bias + α/size·Σ x²)^β}. x {@code [batch, channels, axes...]}. ONNX: LRN.
 */
public record Lrn(int size, double alpha, double beta, double bias) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    return Output.of(inputs.get(0).shape());
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.lrn(this);
  }

  @Override
  public String type() {
    return "LRN";
  }
}
