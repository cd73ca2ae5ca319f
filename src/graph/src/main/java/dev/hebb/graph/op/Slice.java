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
 * @param start first index taken; negative counts from the end
 * @param end index behind the last one taken; negative counts from the end, {@link #END} takes all
 * @param reversed the whole axis, last first; start and end are then ignored
 */
public record Slice(int axis, long start, long end, boolean reversed) implements Op {
  /** Up to the end, however long the axis is. */
  public static final long END = Long.MAX_VALUE;

  /** {@code length} indices of {@code axis} from {@code start} on. */
  public static Slice of(int axis, long start, long length) {
    return new Slice(axis, start, start + length, false);
  }

  /** All but the first {@code count}. */
  public static Slice withoutFirst(int axis, long count) {
    return new Slice(axis, count, END, false);
  }

  /** All but the last {@code count}. */
  public static Slice withoutLast(int axis, long count) {
    return new Slice(axis, 0, -count, false);
  }

  /** The last {@code count}. */
  public static Slice last(int axis, long count) {
    return new Slice(axis, -count, END, false);
  }

  /** The whole axis, last first. */
  public static Slice reverse(int axis) {
    return new Slice(axis, 0, END, true);
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
    requireUnpadded(x);
    if (reversed) {
      return List.of(new Output(x, inputs.get(0).type()));
    }
    Dim dim = x.dim(axis);
    Size size = dim.size().fixed().isPresent() ? fixed(dim, x) : free(dim);
    return List.of(new Output(x.with(axis, dim.resized(size)), inputs.get(0).type()));
  }

  // Each row ends elsewhere.
  private void requireUnpadded(Shape x) {
    if (reversed && x.dim(axis).padded()) {
      throw new DeclarationException(
          "expected rows without padding to put the last first, got %s. Leave their order."
              .formatted(x));
    } else if ((start < 0 || (end >= 0 && end != END)) && x.dim(axis).padded()) {
      throw new DeclarationException(
          "expected rows without padding to take a part of one length, got %s. Take all but the first or the last of them."
              .formatted(x));
    }
  }

  private Size fixed(Dim dim, Shape x) {
    long length = dim.size().fixed().orElseThrow();
    long from = start < 0 ? start + length : start;
    long to = end == END ? length : end < 0 ? end + length : end;
    if (from < 0 || to > length || from >= to) {
      throw new DeclarationException(
          "expected a part of "
              + dim
              + ", got "
              + from
              + " to "
              + to
              + " for "
              + x
              + ". Take at least one index, within the axis.");
    }
    return Size.of(to - from);
  }

  // How long the part is must follow from the ends alone, or from the length and an offset.
  private Size free(Dim dim) {
    if (start >= 0 && (end == END || end < 0)) {
      return dim.size().affine(1, (end == END ? 0 : end) - start, 1);
    }
    long count = (end == END ? 0 : end) - start;
    if ((start < 0 && end >= 0 && end != END) || count < 1) {
      throw new DeclarationException(
          "expected a part of known length, got "
              + start
              + " to "
              + end
              + " of "
              + dim
              + ", which is free. Count both ends from the same side.");
    }
    return Size.of(count);
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.slice(this);
  }
}
