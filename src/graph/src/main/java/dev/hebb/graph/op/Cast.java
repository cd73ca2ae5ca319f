package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * The same numbers as another type: floats or whole numbers, whose fraction is cut off. ONNX: Cast.
 */
public record Cast(DataType to) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    if (to != DataType.FLOAT32 && to != DataType.INT64) {
      throw new DeclarationException(
          "expected FLOAT32 or INT64, got %s. Networks compute with these.".formatted(to));
    }
    return List.of(new Output(inputs.get(0).shape(), to));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.cast(this);
  }
}
