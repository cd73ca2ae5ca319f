package dev.hebb.training.data;

import dev.hebb.training.TrainingException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A picture out of a file, decoded. */
final class ImageFile {
  private final BufferedImage image;

  private ImageFile(BufferedImage image) {
    this.image = image;
  }

  /** Height and width. */
  record Size(int height, int width) {
    @Override
    public String toString() {
      return height + " x " + width;
    }
  }

  static ImageFile decode(Path path) {
    // From memory: a file of ImageIO's reads byte by byte.
    return read(
        path,
        () -> new MemoryCacheImageInputStream(new ByteArrayInputStream(Files.readAllBytes(path))),
        reader -> new ImageFile(reader.read(0)));
  }

  /** What the file says of its size, without decoding the pixels. */
  static Size size(Path path) {
    return read(
        path,
        () -> new FileImageInputStream(path.toFile()),
        reader -> new Size(reader.getHeight(0), reader.getWidth(0)));
  }

  private interface Opening {
    ImageInputStream open() throws IOException;
  }

  private interface Reading<T> {
    T read(ImageReader reader) throws IOException;
  }

  private static <T> T read(Path path, Opening opening, Reading<T> reading) {
    try (ImageInputStream in = opening.open()) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("it begins like none of PNG, JPEG, GIF and BMP");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return reading.read(reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException damaged) { // The decoders throw both.
      throw unreadable(path, damaged);
    }
  }

  private static TrainingException unreadable(Path path, Exception why) {
    String reason =
        !Files.exists(path)
            ? "there is no such file"
            : why.getMessage() == null ? why.toString() : why.getMessage();
    return new TrainingException(
        "%s: could not be read as a picture: %s.".formatted(path, reason), why);
  }

  /** Its pixels from 0 to 255, on white. */
  Raster raster(int channels) {
    return grey() ? fromGrey(channels) : fromColour(channels);
  }

  private boolean grey() {
    ColorModel model = image.getColorModel();
    return model instanceof ComponentColorModel
        && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  // Samples as they are: getRGB takes grey for linear light and would brighten it.
  private Raster fromGrey(int channels) {
    int height = image.getHeight();
    int width = image.getWidth();
    java.awt.image.Raster raster = image.getRaster();
    float white = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    boolean transparent = image.getColorModel().hasAlpha();
    float[] values = new float[height * width * channels];
    float[] row = new float[width];
    float[] alpha = new float[width];
    for (int y = 0; y < height; y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      if (transparent) {
        raster.getSamples(0, y, width, 1, 1, alpha);
      }
      for (int x = 0; x < width; x++) {
        float opaque = transparent ? alpha[x] / white : 1;
        float value = 255 * (row[x] / white * opaque + (1 - opaque));
        int at = (y * width + x) * channels;
        for (int channel = 0; channel < channels; channel++) {
          values[at + channel] = value;
        }
      }
    }
    return new Raster(height, width, channels, values);
  }

  private Raster fromColour(int channels) {
    int height = image.getHeight();
    int width = image.getWidth();
    int[] row = new int[width];
    float[] values = new float[height * width * channels];
    int at = 0;
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        float opaque = (argb >>> 24) / 255f;
        float white = 255 * (1 - opaque);
        float red = (argb >> 16 & 255) * opaque + white;
        float green = (argb >> 8 & 255) * opaque + white;
        float blue = (argb & 255) * opaque + white;
        if (channels == 1) {
          values[at++] = 0.299f * red + 0.587f * green + 0.114f * blue;
        } else {
          values[at++] = red;
          values[at++] = green;
          values[at++] = blue;
        }
      }
    }
    return new Raster(height, width, channels, values);
  }
}
