package dev.hebb.graph.op;

import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/** An activation function: {@code y = f(x)}, same shape. ONNX: the operator of that function. */
public record Activate(Activation activation) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    if (activation.function().wide()) {
      Layout.requireFilled(x, -1);
    }
    return Output.of(x);
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.activate(this);
  }

  @Override
  public String type() {
    return activation.keras();
  }
}
