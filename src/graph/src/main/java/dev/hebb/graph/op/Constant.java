package dev.hebb.graph.op;

import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/** One number, a scalar; takes no inputs. ONNX: an initializer. */
public record Constant(double value) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    return Output.of(Shape.of());
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.constant(this);
  }
}
