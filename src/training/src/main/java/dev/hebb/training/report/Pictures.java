package dev.hebb.training.report;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Tensors as pictures. */
final class Pictures {
  private static final int LARGEST = 256;

  private Pictures() {}

  /**
   * A PNG in base 64, if that is what it could be: floats {@code [height, width, 1 or 3]}, from
   * black, its least number, to white.
   */
  static Optional<String> of(Tensor tensor) {
    long[] dims = tensor.dims();
    boolean picture =
        tensor.type() == DataType.FLOAT32
            && dims.length == 3
            && (dims[2] == 1 || dims[2] == 3)
            && dims[0] > 1
            && dims[1] > 1
            && Math.max(dims[0], dims[1]) <= LARGEST;
    return picture ? Optional.of(png(tensor.toFloats(), dims)) : Optional.empty();
  }

  private static String png(float[] values, long[] dims) {
    float least = values[0];
    float most = values[0];
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    int width = (int) dims[1];
    int channels = (int) dims[2];
    BufferedImage image = new BufferedImage(width, (int) dims[0], BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < values.length / channels; pixel++) {
      int rgb = 0;
      for (int channel = 0; channel < 3; channel++) {
        float value = values[pixel * channels + Math.min(channel, channels - 1)];
        rgb =
            rgb << 8 | Math.round(255 * (value - least) / Math.max(most - least, Float.MIN_NORMAL));
      }
      image.setRGB(pixel % width, pixel / width, rgb);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
