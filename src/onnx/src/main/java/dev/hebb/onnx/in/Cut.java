package dev.hebb.onnx.in;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of one axis, as ONNX says it.
 *
 * @param start negative counts from the end
 * @param end behind the last one taken; negative counts from the end
 */
record Cut(int axis, long start, long end, long step) {
  /** What a Slice takes. */
  static List<Cut> of(Call at) {
    Attributes attributes = at.attributes();
    boolean inputs = at.has(1);
    List<Long> starts = inputs ? at.wholes(1) : attributes.longs("starts").orElse(List.of());
    List<Long> ends = inputs ? at.wholes(2) : attributes.longs("ends").orElse(List.of());
    Optional<List<Integer>> axes = at.axes(3, "axes", at.rank(0));
    Optional<List<Long>> steps = at.has(4) ? Optional.of(at.wholes(4)) : Optional.empty();
    List<Cut> cuts = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int axis = axes.isPresent() ? axes.get().get(i) : i;
      long step = steps.isPresent() ? steps.get().get(i) : 1;
      if (step == 0) {
        throw at.refusal("a step that is not 0, got 0", "Write the file again");
      }
      cuts.add(new Cut(axis, starts.get(i), ends.get(i), step));
    }
    return cuts;
  }

  /** The first index taken. */
  long first(long length) {
    long from = start < 0 ? start + length : start;
    return step > 0
        ? Math.max(0, Math.min(from, length))
        : Math.max(-1, Math.min(from, length - 1));
  }

  /** How many are taken. */
  long count(long length) {
    long to = end < -length ? -1 : end < 0 ? end + length : Math.min(end, length);
    to = step > 0 ? Math.max(to, 0) : to;
    long reach = step > 0 ? to - first(length) : first(length) - to;
    long stride = Math.abs(step);
    return reach <= 0 ? 0 : (reach + stride - 1) / stride;
  }
}
