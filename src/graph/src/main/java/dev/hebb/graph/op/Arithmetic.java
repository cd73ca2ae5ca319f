package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * {@code a ⊕ b} element by element, axes of length one repeated, missing outer axes added (NumPy's
 * and ONNX's broadcasting). Both are floats, or both whole numbers, which stay so: a quotient loses
 * its fraction. ONNX: Add, Sub, Mul, Div, Max, Min, Pow, Equal, Greater.
 */
public record Arithmetic(Operator operator) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    boolean whole = inputs.stream().allMatch(input -> input.type() == DataType.INT64);
    for (Value input : inputs) {
      if (!whole && input.type() != DataType.FLOAT32) {
        throw new DeclarationException(
            "expected floats (FLOAT32), got %s of %s. Embed or encode whole numbers first."
                .formatted(input, input.type()));
      }
    }
    Shape shape = Broadcast.of(inputs.get(0).shape(), inputs.get(1).shape());
    return List.of(new Output(shape, whole && !compares() ? DataType.INT64 : DataType.FLOAT32));
  }

  private boolean compares() {
    return operator == Operator.EQUAL || operator == Operator.GREATER;
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.arithmetic(this);
  }

  @Override
  public String type() {
    return Names.capitalized(operator);
  }
}
