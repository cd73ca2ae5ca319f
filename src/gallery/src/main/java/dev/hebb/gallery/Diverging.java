package dev.hebb.gallery;

import java.awt.Color;

/** Colours for numbers from -1 to 1, in steps: blue below 0, white at 0, red above. */
final class Diverging {
  static final Color BELOW = new Color(33, 102, 172);
  static final Color ABOVE = new Color(178, 24, 43);

  // As many as an eye tells apart; with more a picture's file is twice as large.
  private static final int STEPS = 16;

  private Diverging() {}

  static Color of(double value) {
    double share = Math.rint(STEPS * Math.min(1, Math.abs(value))) / STEPS;
    Color end = value < 0 ? BELOW : ABOVE;
    return new Color(
        mixed(end.getRed(), share), mixed(end.getGreen(), share), mixed(end.getBlue(), share));
  }

  /** Half as strong, to draw upon. */
  static Color pale(double value) {
    return of(0.5 * Math.max(-1, Math.min(1, value)));
  }

  private static int mixed(int colour, double share) {
    return (int) Math.round(255 + share * (colour - 255));
  }
}
