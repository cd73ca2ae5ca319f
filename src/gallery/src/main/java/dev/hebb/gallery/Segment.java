package dev.hebb.gallery;

import java.util.ArrayList;
import java.util.List;

/** Where a threshold unit's line crosses a square. */
final class Segment {
  private Segment() {}

  /** The ends of the line within the square from {@code (from, from)} to {@code (to, to)}. */
  static List<double[]> within(ThresholdUnit unit, double from, double to) {
    List<double[]> ends = new ArrayList<>();
    for (double edge : new double[] {from, to}) {
      if (unit.w1() != 0) {
        add(ends, -(unit.bias() + unit.w2() * edge) / unit.w1(), edge, from, to);
      }
      if (unit.w2() != 0) {
        add(ends, edge, -(unit.bias() + unit.w1() * edge) / unit.w2(), from, to);
      }
    }
    return ends;
  }

  // A corner is met twice.
  private static void add(List<double[]> ends, double x1, double x2, double from, double to) {
    boolean inside = x1 >= from && x1 <= to && x2 >= from && x2 <= to;
    if (inside && ends.stream().noneMatch(end -> end[0] == x1 && end[1] == x2)) {
      ends.add(new double[] {x1, x2});
    }
  }
}
