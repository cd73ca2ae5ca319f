package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * At each place one of the numbers of the last axis: x {@code [..., n]}, indices (whole numbers, 0
 * to n - 1) {@code [...]}, y {@code [...]}. ONNX: GatherElements along the last axis; PyTorch:
 * gather.
 */
public record GatherElements() implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    Value indices = inputs.get(1);
    Shape places = indices.shape();
    boolean fits =
        places.rank() == x.rank() - 1 && x.sizes().subList(0, places.rank()).equals(places.sizes());
    if (!fits || indices.type() != DataType.INT64) {
      throw new DeclarationException(
          "expected [..., n] and whole numbers (INT64) [...], got %s and %s. Give an index for each place."
              .formatted(x, indices));
    }
    Layout.requireFilled(x, -1);
    return Output.of(places);
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.gatherElements(this);
  }
}
