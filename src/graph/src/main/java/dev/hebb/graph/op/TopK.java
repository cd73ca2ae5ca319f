package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.List;
import java.util.OptionalLong;

/**
 * The largest numbers of the last axis, largest first, and where they are: {@code [..., classes] ->
 * [..., k]} and the same of whole numbers. Of equals the first comes first. ONNX: TopK.
 */
public record TopK(int k) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    OptionalLong classes = x.rank() < 1 ? OptionalLong.empty() : x.last().size().fixed();
    if (k < 1 || classes.isEmpty() || k > classes.getAsLong()) {
      throw new DeclarationException(
          "expected at least %d numbers side by side, got %s. Choose k from 1 to as many as there are."
              .formatted(Math.max(k, 1), x));
    }
    Shape out = x.with(-1, new Dim("top", Size.of(k)));
    return List.of(new Output(out, DataType.FLOAT32), new Output(out, DataType.INT64));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.topK(this);
  }
}
