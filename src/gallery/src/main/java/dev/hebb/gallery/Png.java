package dev.hebb.gallery;

import dev.hebb.graph.AtomicFile;
import dev.hebb.graph.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Pictures as PNG, and tensors as pictures. */
final class Png {
  private Png() {}

  static void write(BufferedImage image, Path file) {
    ByteBuffer png = ByteBuffer.wrap(bytes(image));
    AtomicFile.write(file, channel -> channel.write(png));
  }

  private static byte[] bytes(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** An address that holds the picture itself, for a page that is one file. */
  static String address(BufferedImage image) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes(image));
  }

  /** Of {@code [height, width, channels]}, from 0 to 1, grey or in colour. */
  static BufferedImage image(Tensor picture) {
    int height = (int) picture.dims()[0];
    int width = (int) picture.dims()[1];
    int channels = (int) picture.dims()[2];
    FloatBuffer values = picture.floats();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < height * width; i++) {
      int rgb = 0;
      for (int channel = 0; channel < 3; channel++) {
        float value = values.get(i * channels + Math.min(channel, channels - 1));
        rgb = rgb << 8 | Math.round(255 * Math.min(1, Math.max(0, value)));
      }
      image.setRGB(i % width, i / width, rgb);
    }
    return image;
  }
}
