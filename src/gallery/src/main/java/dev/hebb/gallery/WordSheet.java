package dev.hebb.gallery;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * Sentences in lines, each behind how likely it praises, each word on the colour of what it makes
 * of that: red towards praise, blue towards blame.
 */
record WordSheet(String title, List<WordWeights> sentences) {
  private static final int WIDTH = 640; // px, as all below
  private static final int LINE = 32;
  private static final int TOP = 44;
  private static final int LEFT = 66;
  private static final int BOX = 20;

  // In log-odds; what makes so much of a difference has the full colour.
  private static final double STRONG = 3;

  WordSheet {
    sentences = List.copyOf(sentences);
  }

  BufferedImage image() {
    BufferedImage image =
        new BufferedImage(WIDTH, TOP + sentences.size() * LINE, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, image.getWidth(), image.getHeight());
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.BLACK);
    pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    pen.drawString(title, (WIDTH - pen.getFontMetrics().stringWidth(title)) / 2, 20);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    for (int i = 0; i < sentences.size(); i++) {
      draw(sentences.get(i), TOP + i * LINE, pen);
    }
    pen.dispose();
    return image;
  }

  private static void draw(WordWeights sentence, int top, Graphics2D pen) {
    FontMetrics font = pen.getFontMetrics();
    pen.setColor(sentence.share() > 0.5f ? Diverging.ABOVE : Diverging.BELOW);
    String share = String.format(Locale.ROOT, "%.0f %%", 100 * sentence.share());
    pen.drawString(share, LEFT - 16 - font.stringWidth(share), top + 14);
    int x = LEFT;
    for (int i = 0; i < sentence.words().size(); i++) {
      String word = sentence.words().get(i);
      int wide = font.stringWidth(word);
      pen.setColor(Diverging.pale(sentence.weights().get(i) / STRONG));
      pen.fillRect(x, top, wide + 6, BOX);
      pen.setColor(Color.BLACK);
      pen.drawString(word, x + 3, top + 14);
      x += wide + 8;
    }
  }
}
