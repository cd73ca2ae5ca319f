package dev.hebb.gallery;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/** Pictures beside each other, as one PNG. */
record Strip(List<BufferedImage> images) {
  private static final int GAP = 10;

  Strip {
    images = List.copyOf(images);
  }

  BufferedImage image() {
    int width = GAP * (images.size() - 1);
    int height = 0;
    for (BufferedImage each : images) {
      width += each.getWidth();
      height = Math.max(height, each.getHeight());
    }
    BufferedImage all = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = all.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    int left = 0;
    for (BufferedImage each : images) {
      graphics.drawImage(each, left, (height - each.getHeight()) / 2, null);
      left += each.getWidth() + GAP;
    }
    graphics.dispose();
    return all;
  }

  void write(Path file) {
    Png.write(image(), file);
  }
}
