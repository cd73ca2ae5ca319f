package dev.hebb.gallery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A square in a photo, in pixels.
 *
 * @param score how sure the network is of it
 */
record Box(double left, double top, double side, double score) {
  private static final double SAME = 0.6;

  /** How much of the two together is in both: 0 to 1. */
  double overlap(Box other) {
    double width = Math.min(left + side, other.left + other.side) - Math.max(left, other.left);
    double height = Math.min(top + side, other.top + other.side) - Math.max(top, other.top);
    double both = Math.max(0, width) * Math.max(0, height);
    return both / (side * side + other.side * other.side - both);
  }

  /** Whether the middle of the other lies within. */
  boolean around(Box other) {
    double x = other.left + other.side / 2 - left;
    double y = other.top + other.side / 2 - top;
    return x > 0 && x < side && y > 0 && y < side;
  }

  /** Each with the sum of the scores of all that cover mostly the same: a face is seen often. */
  static List<Box> crowds(List<Box> boxes) {
    List<Box> crowds = new ArrayList<>();
    for (Box box : boxes) {
      double sum = 0;
      for (Box other : boxes) {
        sum += box.overlap(other) > SAME ? other.score : 0;
      }
      crowds.add(new Box(box.left, box.top, box.side, sum));
    }
    return crowds;
  }

  /**
   * The surest of each crowd, surest first: a box goes if a surer one covers its middle, or has its
   * own middle covered (non-maximum suppression).
   */
  static List<Box> surest(List<Box> boxes) {
    List<Box> kept = new ArrayList<>();
    boxes.stream()
        .sorted(Comparator.comparingDouble(Box::score).reversed())
        .filter(box -> kept.stream().noneMatch(surer -> surer.around(box) || box.around(surer)))
        .forEachOrdered(kept::add);
    return kept;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.0f x %.0f at (%.0f, %.0f)", side, side, left, top);
  }
}
