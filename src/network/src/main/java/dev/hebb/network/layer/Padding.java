package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What is put around an axis before a kernel slides along it. Resolved when declared. */
public enum Padding {
  /** Nothing. */
  VALID,
  /** As much as keeps ceil(length / stride), half on each side, the odd one behind (Keras). */
  SAME,
  /** All in front. */
  CAUSAL;

  /** Zeros before and after. */
  record Pads(int begin, int end) {}

  Pads of(Dim dim, int kernel, int stride, int dilation) {
    int reach = dilation * (kernel - 1);
    if (this == VALID) {
      return new Pads(0, 0);
    } else if (this == CAUSAL) {
      return new Pads(reach, 0);
    }
    OptionalLong length = dim.size().fixed();
    if (length.isEmpty() && stride > 1) {
      throw new DeclarationException(
          "expected a fixed "
              + dim.name()
              + " for same padding with stride "
              + stride
              + ", got "
              + dim
              + ", on which the padding depends. Declare its length, or use valid or causal padding.");
    }
    long in = length.orElse(1);
    long total = Math.max((-Math.floorDiv(-in, stride) - 1) * stride + reach + 1 - in, 0);
    return new Pads((int) (total / 2), (int) (total - total / 2));
  }

  /** Zeros before and after each axis between the batch and the channels. */
  record Around(List<Integer> begin, List<Integer> end) {}

  Around around(
      Shape channelsLast, List<Integer> kernel, List<Integer> strides, List<Integer> dilations) {
    if (channelsLast.rank() != kernel.size() + 2) {
      throw new DeclarationException(
          "expected "
              + kernel.size()
              + " axes between batch and channels, got "
              + channelsLast
              + ". Use the layer of that rank.");
    }
    List<Integer> begin = new ArrayList<>();
    List<Integer> end = new ArrayList<>();
    for (int i = 0; i < kernel.size(); i++) {
      Pads pads = of(channelsLast.dim(1 + i), kernel.get(i), strides.get(i), dilations.get(i));
      begin.add(pads.begin());
      end.add(pads.end());
    }
    // Checked here, where the axes still are in the user's order.
    Window window = new Window(kernel, strides, begin, end, dilations);
    for (int i = 0; i < kernel.size(); i++) {
      window.along(i, channelsLast.dim(1 + i), channelsLast);
    }
    return new Around(begin, end);
  }
}
