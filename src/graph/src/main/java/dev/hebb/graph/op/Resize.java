package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * Each axis after the first two longer by a whole factor. x {@code [batch, channels, axes...]}.
 * ONNX: Resize; nearest repeats ({@code asymmetric}, {@code floor}), linear interpolates between
 * the centres of the numbers ({@code half_pixel}).
 *
 * @param linear whether to interpolate, over one or two axes; otherwise numbers are repeated
 */
public record Resize(List<Integer> factors, boolean linear) implements Op {
  public Resize {
    factors = List.copyOf(factors);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    if (x.rank() != factors.size() + 2 || factors.stream().anyMatch(factor -> factor < 1)) {
      throw new DeclarationException(
          "expected a factor of at least 1 for each axis of "
              + x
              + " after the first two, got "
              + factors
              + ".");
    }
    Shape out = x;
    for (int i = 0; i < factors.size(); i++) {
      out = out.with(2 + i, x.dim(2 + i).resized(x.dim(2 + i).size().affine(factors.get(i), 0, 1)));
    }
    return Output.of(out);
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.resize(this);
  }
}
