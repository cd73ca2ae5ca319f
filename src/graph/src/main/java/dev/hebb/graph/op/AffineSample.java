package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * A picture seen through an affine map: each pixel of the result is looked up, bilinearly, where
 * the map sends it. x {@code [batch, channels, height, width]}, map {@code [batch, 6]}: {@code x' =
 * m0·x + m1·y + m2, y' = m3·x + m4·y + m5}, in coordinates that go from -1 to 1 across the picture.
 * Seen by training only, as {@link Random} is. PyTorch: affine_grid, grid_sample.
 *
 * @param height of the result
 * @param width of the result
 * @param fill what lies outside of the picture
 */
public record AffineSample(long height, long width, Fill fill) implements Op {
  /** What lies outside of a picture. */
  public enum Fill {
    /** Zeros. */
    CONSTANT,
    /** The nearest pixel. */
    NEAREST,
    /** The picture mirrored at its edge. */
    REFLECT
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    Shape map = inputs.get(1).shape();
    if (x.rank() != 4 || map.rank() != 2 || !map.dim(1).size().equals(Size.of(6))) {
      throw new DeclarationException(
          "expected [batch, channels, height, width] and a map [batch, 6], got %s and %s. Give six numbers a picture."
              .formatted(x, map));
    }
    Dim rows = x.dim(2).resized(Size.of(height));
    return Output.of(x.with(2, rows).with(3, x.dim(3).resized(Size.of(width))));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.affineSample(this);
  }
}
