package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * One of two numbers at each place: {@code y = a} where the condition is not zero, else {@code b}.
 * Inputs: condition (floats), a, b, whose axes meet as in {@link Arithmetic}. ONNX: Where.
 */
public record Where() implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Value a = inputs.get(1);
    Value b = inputs.get(2);
    if (a.type() != b.type()) {
      throw new DeclarationException(
          "expected two values of one type, got %s of %s and %s of %s. Cast one of them."
              .formatted(a, a.type(), b, b.type()));
    }
    Shape either = Broadcast.of(a.shape(), b.shape());
    return List.of(new Output(Broadcast.of(inputs.get(0).shape(), either), a.type()));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.where(this);
  }
}
