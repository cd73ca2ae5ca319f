package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * A part of one axis, or that axis reversed. ONNX: Slice.
 *
 * @param axis which; not negative
 * @param start first index taken
 * @param length how many; ignored when reversed
 * @param reversed the whole axis, last first
 */
public record Slice(int axis, long start, long length, boolean reversed) implements Op {
  /** {@code length} indices of {@code axis} from {@code start} on. */
  public static Slice of(int axis, long start, long length) {
    return new Slice(axis, start, length, false);
  }

  /** The whole axis, last first. */
  public static Slice reverse(int axis) {
    return new Slice(axis, 0, 0, true);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    if (axis < 0 || axis >= x.rank()) {
      throw new DeclarationException(
          "expected an axis from 0 to "
              + (x.rank() - 1)
              + ", got "
              + axis
              + " for "
              + x
              + ". Choose one of its axes.");
    }
    if (reversed) {
      return Output.of(x);
    }
    if (start < 0 || length < 1) {
      throw new DeclarationException(
          "expected a start of at least 0 and a length of at least 1, got start "
              + start
              + " and length "
              + length
              + ". Count from the front.");
    }
    Dim dim = x.dim(axis);
    dim.size()
        .fixed()
        .ifPresent(
            size -> {
              if (start + length > size) {
                throw new DeclarationException(
                    "expected at least "
                        + (start + length)
                        + " along "
                        + dim.name()
                        + ", got "
                        + x
                        + ". Take fewer, or start earlier.");
              }
            });
    return Output.of(x.with(axis, dim.resized(Size.of(length))));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.slice(this);
  }
}
