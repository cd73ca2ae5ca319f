package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import java.util.List;
import java.util.OptionalLong;

/**
 * How something slides along the axes after the first two, one number an axis: {@code out =
 * floor((in + begin + end - dilation·(kernel - 1) - 1) / stride) + 1}.
 *
 * @param begin zeros (or what is neutral) put before each axis
 * @param end the same behind
 */
public record Window(
    List<Integer> kernel,
    List<Integer> strides,
    List<Integer> begin,
    List<Integer> end,
    List<Integer> dilations) {
  public Window {
    kernel = List.copyOf(kernel);
    strides = List.copyOf(strides);
    begin = List.copyOf(begin);
    end = List.copyOf(end);
    dilations = List.copyOf(dilations);
  }

  /** How many axes it slides along. */
  public int axes() {
    return kernel.size();
  }

  /** Whether anything is put around. */
  public boolean padded() {
    return begin.stream().anyMatch(pad -> pad != 0) || end.stream().anyMatch(pad -> pad != 0);
  }

  /** What is left of {@code [batch, channels, axes...]}. */
  Shape slide(Shape x) {
    if (x.rank() != axes() + 2) {
      throw new DeclarationException(
          "expected [batch, channels] and "
              + axes()
              + " axes, got "
              + x
              + ". Use the layer of that rank.");
    }
    Shape out = x;
    for (int i = 0; i < axes(); i++) {
      out = out.with(2 + i, along(i, x.dim(2 + i), x));
    }
    return out;
  }

  /**
   * What is left of one axis.
   *
   * @param i which of the window's axes
   * @param x the whole input, for the error
   * @throws DeclarationException when nothing is left, with the arithmetic
   */
  public Dim along(int i, Dim dim, Shape x) {
    long reach = (long) dilations.get(i) * (kernel.get(i) - 1) + 1;
    long pads = (long) begin.get(i) + end.get(i);
    int stride = strides.get(i);
    OptionalLong fixed = dim.size().fixed();
    if (fixed.isPresent() && fixed.getAsLong() + pads < reach) {
      long in = fixed.getAsLong();
      throw new DeclarationException(
          "output "
              + dim.name()
              + " = floor(("
              + in
              + (pads > 0 ? " + " + pads : "")
              + " - "
              + reach
              + ")/"
              + stride
              + ") + 1 = "
              + (Math.floorDiv(in + pads - reach, stride) + 1)
              + " for input "
              + x
              + ". Use .same(), a smaller kernel, or a longer "
              + dim.name()
              + ".");
    }
    return dim.resized(dim.size().affine(1, pads - reach + stride, stride));
  }
}
