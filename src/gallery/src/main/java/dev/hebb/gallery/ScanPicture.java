package dev.hebb.gallery;

import dev.hebb.graph.Model;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * What was found in a photo, how sure the network was where, and what its first layers look for.
 */
final class ScanPicture {
  private static final int PHOTO = 288;
  private static final int GAP = 12;
  private static final int TITLE = 24;
  private static final int UNITS = 32;
  private static final int ACROSS = 11;
  private static final int CELL = 23;

  // Fewer greys, a smaller file.
  private static final int STEP = 16;

  private ScanPicture() {}

  /**
   * As PNG.
   *
   * @param trained the models by name, the MLP's first
   */
  static void draw(Photo photo, FaceFinder.Found found, Map<String, Model> trained, Path file) {
    int width = 2 * PHOTO + 4 * GAP + ACROSS * (CELL + 2);
    BufferedImage image =
        new BufferedImage(width, PHOTO + TITLE + 2 * GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    canvas.setColor(Color.BLACK);
    int top = TITLE + GAP;
    canvas.drawString("found (green: the surest box)", GAP, TITLE);
    canvas.drawString(
        "how sure (above %.1f), at each patch's middle".formatted(FaceFinder.LEAST),
        2 * GAP + PHOTO,
        TITLE);
    Photo small = photo.resized(PHOTO, PHOTO);
    float[] heat = found.heat().resized(PHOTO, PHOTO).grey();
    canvas.drawImage(grey(small, new float[heat.length]), GAP, top, null);
    canvas.drawImage(grey(small, heat), 2 * GAP + PHOTO, top, null);
    canvas.setStroke(new BasicStroke(2));
    double scale = (double) PHOTO / photo.width();
    for (Box box : found.above(Scanning.AGREEING)) {
      canvas.setColor(box.equals(found.boxes().get(0)) ? Color.GREEN : Color.ORANGE);
      int side = (int) Math.round(box.side() * scale);
      int left = GAP + (int) Math.round(box.left() * scale);
      canvas.drawRect(left, top + (int) Math.round(box.top() * scale), side, side);
    }
    int y = top;
    int x = 3 * GAP + 2 * PHOTO;
    for (Map.Entry<String, Model> each : trained.entrySet()) {
      y = weights(canvas, each.getKey(), each.getValue(), x, y);
    }
    canvas.dispose();
    try {
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException refused) {
      throw new UncheckedIOException(file + ": could not be written.", refused);
    }
  }

  // The warmer, the redder.
  private static BufferedImage grey(Photo photo, float[] heat) {
    BufferedImage image =
        new BufferedImage(photo.width(), photo.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < heat.length; i++) {
      float share = (float) (Math.max(0, heat[i] - FaceFinder.LEAST) / (1 - FaceFinder.LEAST));
      int level = Math.min(240, Math.round(photo.grey()[i] / STEP) * STEP);
      int red = Math.round(level + (240 - level) * share);
      int rest = Math.round(level * (1 - share));
      image.setRGB(i % photo.width(), i / photo.width(), red << 16 | rest << 8 | rest);
    }
    return image;
  }

  // Dark where a unit wants dark, one square a unit.
  private static int weights(Graphics2D canvas, String name, Model model, int x, int y) {
    String param = name.equals("mlp") ? "dense/kernel" : "conv2d/kernel";
    String full =
        model.weights().tensors().keySet().stream()
            .filter(each -> each.endsWith(param))
            .findFirst()
            .orElseThrow();
    float[] values = model.weights().get(full).toFloats();
    int pixels = values.length / UNITS;
    int side = (int) Math.round(Math.sqrt(pixels));
    boolean byUnit = !name.equals("mlp"); // [units, 1, side, side], a dense kernel [pixels, units]
    canvas.setColor(Color.BLACK);
    canvas.drawString("%s: first layer, %d x %d pixels".formatted(name, side, side), x, y + 10);
    for (int unit = 0; unit < UNITS; unit++) {
      float largest = 0;
      for (int i = 0; i < pixels; i++) {
        largest =
            Math.max(largest, Math.abs(values[byUnit ? unit * pixels + i : i * UNITS + unit]));
      }
      BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
      for (int i = 0; i < pixels; i++) {
        float value = values[byUnit ? unit * pixels + i : i * UNITS + unit] / largest;
        square.getRaster().setSample(i % side, i / side, 0, Math.round(127.5f * (1 + value)));
      }
      int left = x + unit % ACROSS * (CELL + 2);
      int top = y + 16 + unit / ACROSS * (CELL + 2);
      canvas.drawImage(square, left, top, CELL, CELL, null);
    }
    return y + 16 + 3 * (CELL + 2) + 7;
  }
}
