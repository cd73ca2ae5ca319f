package dev.hebb.graph.op;

import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/** An activation function: {@code y = f(x)}, same shape. ONNX: the operator of that function. */
public record Activate(Activation activation) implements Op {
  // Before a softmax: no share at all.
  private static final double NOTHING = -1e9;

  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    if (activation.function().wide()) {
      Layout.requireFilled(x, -1);
    }
    return Output.of(x);
  }

  @Override
  public List<Mixing> mixings(List<Value> inputs) {
    int last = inputs.get(0).shape().rank() - 1;
    return activation.function().wide() ? List.of(Mixing.all(last, NOTHING)) : List.of();
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
