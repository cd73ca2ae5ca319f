package dev.hebb.gallery;

import dev.hebb.graph.Model;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** The weights of a first layer on pictures: a picture a unit. */
final class Filters {
  private static final int SIDE = 28;
  private static final int COLUMNS = 8;
  private static final int SCALE = 2;
  private static final int CELL = SIDE * SCALE + 2; // px, as all below
  private static final int TOP = 28;

  // [pixel, unit]
  private final float[] kernel;
  private final int units;

  private Filters(float[] kernel) {
    this.kernel = kernel;
    this.units = kernel.length / (SIDE * SIDE);
  }

  /** Those of {@code dense/kernel}, {@code [784, units]}. */
  static Filters of(Model model) {
    return new Filters(model.weights().get("dense/kernel").toFloats());
  }

  private double weight(int unit, int y, int x) {
    return kernel[(y * SIDE + x) * units + unit];
  }

  /** The sum of the differences between neighbours, the mean of all units. */
  double variation() {
    double sum = 0;
    for (int unit = 0; unit < units; unit++) {
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          double here = weight(unit, y, x);
          sum += x + 1 < SIDE ? Math.abs(weight(unit, y, x + 1) - here) : 0;
          sum += y + 1 < SIDE ? Math.abs(weight(unit, y + 1, x) - here) : 0;
        }
      }
    }
    return sum / units;
  }

  /**
   * The same in relation to the sum of the weights' sizes: smaller weights alone change nothing.
   */
  double roughness() {
    double sizes = 0;
    for (float each : kernel) {
      sizes += Math.abs(each);
    }
    return variation() / (sizes / units);
  }

  /** A grid of all units, each from blue (its largest weight, negative) to red (positive). */
  BufferedImage image(String title) {
    int rows = (units + COLUMNS - 1) / COLUMNS;
    BufferedImage image =
        new BufferedImage(COLUMNS * CELL + 2, TOP + rows * CELL + 2, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), TOP);
    graphics.setColor(Color.GRAY);
    graphics.fillRect(0, TOP, image.getWidth(), image.getHeight() - TOP);
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    int width = graphics.getFontMetrics().stringWidth(title);
    graphics.drawString(title, (image.getWidth() - width) / 2, 18);
    for (int unit = 0; unit < units; unit++) {
      draw(unit, 2 + unit % COLUMNS * CELL, TOP + 2 + unit / COLUMNS * CELL, graphics);
    }
    graphics.dispose();
    return image;
  }

  private void draw(int unit, int left, int top, Graphics2D graphics) {
    double largest = 0;
    for (int i = unit; i < kernel.length; i += units) {
      largest = Math.max(largest, Math.abs(kernel[i]));
    }
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        graphics.setColor(Diverging.of(weight(unit, y, x) / largest));
        graphics.fillRect(left + x * SCALE, top + y * SCALE, SCALE, SCALE);
      }
    }
  }
}
