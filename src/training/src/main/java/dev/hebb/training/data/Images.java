package dev.hebb.training.data;

import dev.hebb.graph.AtomicFile;
import dev.hebb.graph.DataType;
import dev.hebb.graph.PictureInput;
import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures as tensors {@code [height, width, channels]}. PNG, JPEG, GIF and BMP are read. What is
 * transparent lies on white. The orientation that a camera noted is not looked at.
 *
 * <p>Resizing is bilinear with pixel centres at halves, as in Keras's {@code Resizing} and in
 * PyTorch without {@code align_corners}: the number at {@code y} of {@code out} is read at {@code
 * (y + 0.5)·in/out - 0.5}, between the two nearest, never beyond the edge. It does not average:
 * shrinking to less than half leaves pixels out. {@link PictureInput} can do otherwise.
 */
public final class Images {
  private Images() {}

  /**
   * Reads a picture: red, green, blue, from 0 to 255.
   *
   * @throws TrainingException when it is not there or is no picture
   */
  public static Tensor read(Path path) {
    return read(path, ImageOptions.rgb());
  }

  /**
   * Reads a picture.
   *
   * @throws TrainingException when it is not there or is no picture
   */
  public static Tensor read(Path path, ImageOptions options) {
    return pixels(path, options).tensor();
  }

  static Raster pixels(Path path, ImageOptions options) {
    return ImageFile.decode(path).raster(options.channels()).through(options.input());
  }

  /**
   * Reads a picture as a network is fed it.
   *
   * @throws TrainingException when it is not there or is no picture
   */
  public static Tensor read(Path path, PictureInput input) {
    return read(path, new ImageOptions(input));
  }

  /**
   * A picture of another size; see above for how.
   *
   * @param picture {@code [height, width, channels]}
   */
  public static Tensor resized(Tensor picture, int height, int width) {
    return Raster.of(picture).resized(height, width).tensor();
  }

  /**
   * Writes a picture as PNG or, where the name ends with {@code .jpg}, JPEG; whole or not at all.
   * Numbers are rounded, and those beyond the range become black or white.
   *
   * @param picture {@code [height, width, 3]}, or 1 channel for grey
   * @param pixels what its brightness runs through
   */
  public static void write(Tensor picture, Pixels pixels, Path path) {
    long[] dims = picture.dims();
    if (picture.type() != DataType.FLOAT32
        || dims.length != 3
        || (dims[2] != 1 && dims[2] != 3)
        || picture.size() == 0) {
      throw new TrainingException(
          "%s: expected a picture FLOAT32[height, width, 3] or [height, width, 1], got %s. Reshape it, or take one row."
              .formatted(path, picture));
    }
    byte[] encoded = encoded(image(picture, pixels), path);
    AtomicFile.write(
        path,
        channel -> {
          ByteBuffer bytes = ByteBuffer.wrap(encoded);
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        });
  }

  private static BufferedImage image(Tensor picture, Pixels pixels) {
    int height = (int) picture.dims()[0];
    int width = (int) picture.dims()[1];
    int channels = (int) picture.dims()[2];
    int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(width, height, type);
    FloatBuffer values = picture.floats();
    float white = pixels.table()[255];
    for (int i = 0; i < height * width; i++) {
      for (int channel = 0; channel < channels; channel++) {
        float byteOf = values.get(i * channels + channel) / white * 255;
        int rounded = Math.min(255, Math.max(0, Math.round(byteOf)));
        image.getRaster().setSample(i % width, i / width, channel, rounded);
      }
    }
    return image;
  }

  private static byte[] encoded(BufferedImage image, Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    String format = name.endsWith(".jpg") || name.endsWith(".jpeg") ? "jpg" : "png";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, format, out);
    } catch (IOException impossible) {
      throw new TrainingException(path + ": could not be encoded: " + impossible, impossible);
    }
    return bytes.toByteArray();
  }
}
