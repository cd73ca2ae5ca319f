package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * A number in the place of padding: x {@code [batch, ...]}, mask {@code [batch, axis]} as {@link
 * SequenceMask} gives it, y like x. ONNX: Where.
 *
 * @param axis which; above 0
 * @param number what stands beyond a row's end then
 * @param padded whether the axis still counts as padded: for what looks at its neighbourhood, such
 *     as a convolution; otherwise all places are alike from here on
 */
public record Fill(int axis, double number, boolean padded) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    Value mask = inputs.get(1);
    Dim dim = x.dim(axis);
    boolean fits =
        mask.type() == DataType.BOOL
            && mask.shape().sizes().equals(List.of(x.dim(0).size(), dim.size().unpadded()));
    if (!fits) {
      throw new DeclarationException(
          "expected a mask of %s and %s, got %s for %s. Make it with SequenceMask."
              .formatted(x.dim(0), dim, mask, x));
    }
    Shape filled = padded ? x : x.with(axis, dim.resized(dim.size().unpadded()));
    return List.of(new Output(filled, inputs.get(0).type()));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.fill(this);
  }
}
