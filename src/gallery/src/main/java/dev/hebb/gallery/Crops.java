package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** The bundled photos in colour, cut into pieces side by side; see SOURCE.md beside them. */
final class Crops {
  /** Their names. */
  static final List<String> PHOTOS = List.of("astronaut", "coffee", "chelsea");

  private Crops() {}

  /** As many pieces as fit into the photo: {@code [pieces, height, width, 3]}, from 0 to 1. */
  static Tensor of(String photo, int height, int width) {
    BufferedImage image = read(photo);
    int down = image.getHeight() / height;
    int across = image.getWidth() / width;
    float[] values = new float[down * across * height * width * 3];
    int at = 0;
    for (int piece = 0; piece < down * across; piece++) {
      for (int i = 0; i < height * width; i++) {
        int x = piece % across * width + i % width;
        int y = piece / across * height + i / width;
        int rgb = image.getRGB(x, y);
        values[at++] = (rgb >> 16 & 255) / 255f;
        values[at++] = (rgb >> 8 & 255) / 255f;
        values[at++] = (rgb & 255) / 255f;
      }
    }
    return Tensor.of(values, (long) down * across, height, width, 3);
  }

  /** Square pieces of all photos, and the number of the photo that each is from. */
  static Dataset named(int side) {
    List<Tensor> pieces = PHOTOS.stream().map(photo -> of(photo, side, side)).toList();
    Tensor all = Rows.joined(pieces);
    long[] photos = new long[Math.toIntExact(all.dims()[0])];
    int at = 0;
    for (int photo = 0; photo < pieces.size(); photo++) {
      for (long i = 0; i < pieces.get(photo).dims()[0]; i++) {
        photos[at++] = photo;
      }
    }
    return Dataset.of(all, Tensor.of(photos, photos.length));
  }

  private static BufferedImage read(String photo) {
    try (InputStream bytes = Crops.class.getResourceAsStream("photos/" + photo + ".png")) {
      return ImageIO.read(bytes);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(photo + ": could not be read.", unreadable);
    }
  }
}
