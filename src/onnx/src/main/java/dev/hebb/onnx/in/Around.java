package dev.hebb.onnx.in;

import dev.hebb.graph.Shape;
import dev.hebb.graph.op.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * How a window slides, and what is put around for it.
 *
 * @param begin before each axis
 * @param end behind each axis
 */
record Around(
    List<Integer> kernel,
    List<Integer> strides,
    List<Integer> dilations,
    List<Integer> begin,
    List<Integer> end) {
  static Around of(Call at, Shape x, List<Integer> kernel) {
    Attributes attributes = at.attributes();
    int axes = kernel.size();
    List<Integer> strides = attributes.ints("strides").orElse(Collections.nCopies(axes, 1));
    List<Integer> dilations = attributes.ints("dilations").orElse(Collections.nCopies(axes, 1));
    String auto = attributes.text("auto_pad", "NOTSET");
    List<Integer> begin = new ArrayList<>();
    List<Integer> end = new ArrayList<>();
    List<Integer> pads = attributes.ints("pads").orElse(Collections.nCopies(2 * axes, 0));
    for (int i = 0; i < axes; i++) {
      boolean same = auto.startsWith("SAME");
      long reach = (long) dilations.get(i) * (kernel.get(i) - 1) + 1;
      int total = same ? same(at, x, 2 + i, reach, strides.get(i)) : 0;
      boolean none = auto.equals("VALID");
      int first = auto.equals("SAME_LOWER") ? total - total / 2 : total / 2;
      begin.add(same ? first : none ? 0 : pads.get(i));
      end.add(same ? total - first : none ? 0 : pads.get(axes + i));
    }
    return new Around(kernel, strides, dilations, begin, end);
  }

  // As many as it takes that ceil(length / stride) come out.
  private static int same(Call at, Shape x, int axis, long reach, int stride) {
    if (stride == 1) {
      return Math.toIntExact(Math.max(reach - 1, 0));
    }
    long length = fixed(at, x, axis);
    long out = (length + stride - 1) / stride;
    return Math.toIntExact(Math.max((out - 1) * stride + reach - length, 0));
  }

  static long fixed(Call at, Shape x, int axis) {
    OptionalLong length = x.dim(axis).size().fixed();
    return length.orElseThrow(
        () ->
            at.refusal(
                "a fixed length of axis %d to pad it, got %s".formatted(axis, x),
                "Say how long it is: dim(\"name\", length)"));
  }

  /** With as much behind each axis as it takes where lengths are rounded up. */
  Window rounded(Call at, Shape x) {
    List<Integer> behind = new ArrayList<>(end);
    if (at.attributes().flag("ceil_mode", false)) {
      for (int i = 0; i < kernel.size(); i++) {
        int stride = strides.get(i);
        long reach = (long) dilations.get(i) * (kernel.get(i) - 1) + 1;
        if (stride == 1) {
          continue;
        }
        long length = fixed(at, x, 2 + i);
        long steps = Math.floorDiv(length + begin.get(i) + end.get(i) - reach + stride - 1, stride);
        // The last window begins within what is there.
        steps = steps * stride >= length + begin.get(i) ? steps - 1 : steps;
        behind.set(i, Math.toIntExact(steps * stride + reach - length - begin.get(i)));
      }
    }
    return new Window(kernel, strides, begin, behind, dilations);
  }
}
