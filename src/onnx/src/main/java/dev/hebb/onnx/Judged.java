package dev.hebb.onnx;

import java.util.Locale;

/**
 * A figure before and after numbers were made smaller.
 *
 * @param most by how much it may be worse
 */
public record Judged(
    String name, boolean higherIsBetter, double before, double after, double most) {
  /** By how much it is worse; negative if it is better. */
  public double drop() {
    return higherIsBetter ? before - after : after - before;
  }

  boolean passed() {
    return drop() <= most;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s %.4f, then %.4f; at most %s worse", name, before, after, most);
  }
}
