package dev.hebb.gallery;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A square of shares: a row for what is, a column for what was said; the darker, the more of the
 * row. Each cell has its share in per cent, where that is at least one.
 *
 * @param shares {@code [row][column]}, from 0 to 1
 */
record Heat(String title, List<String> labels, List<List<Double>> shares) {
  private static final int CELL = 28; // px, as all below
  private static final int LEFT = 64;
  private static final int TOP = 66;
  private static final int GAP = 8;

  Heat {
    labels = List.copyOf(labels);
    shares = shares.stream().map(List::copyOf).toList();
  }

  BufferedImage image() {
    int side = labels.size() * CELL;
    BufferedImage image =
        new BufferedImage(LEFT + side + GAP, TOP + side + GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, image.getWidth(), image.getHeight());
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.BLACK);
    pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    centred(title, image.getWidth() / 2, 20, pen);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    centred("said", LEFT + side / 2, 40, pen);
    centred("true", LEFT / 4, TOP + side / 2, pen);
    for (int row = 0; row < labels.size(); row++) {
      int middle = row * CELL + CELL / 2;
      pen.setColor(Color.BLACK);
      centred(labels.get(row), LEFT + middle, TOP - 8, pen);
      centred(labels.get(row), LEFT - 16, TOP + middle + 4, pen);
      for (int column = 0; column < labels.size(); column++) {
        draw(shares.get(row).get(column), LEFT + column * CELL, TOP + row * CELL, pen);
      }
    }
    pen.dispose();
    return image;
  }

  // Colours by the square root, or what is rare would not be seen beside what is right.
  private static void draw(double share, int left, int top, Graphics2D pen) {
    pen.setColor(Diverging.of(-Math.sqrt(share)));
    pen.fillRect(left, top, CELL - 1, CELL - 1);
    if (share >= 0.01) {
      pen.setColor(share > 0.3 ? Color.WHITE : Color.BLACK);
      centred(Long.toString(Math.round(100 * share)), left + CELL / 2, top + CELL / 2 + 4, pen);
    }
  }

  private static void centred(String text, int x, int y, Graphics2D pen) {
    pen.drawString(text, x - pen.getFontMetrics().stringWidth(text) / 2, y);
  }
}
