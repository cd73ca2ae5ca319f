package dev.hebb.training.data;

import dev.hebb.graph.DataType;
import dev.hebb.graph.PictureInput;
import dev.hebb.graph.PictureSize;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Interpolation;
import dev.hebb.training.TrainingException;
import java.nio.ByteBuffer;

/** A picture while it is worked on: rows of pixels, the channels of each side by side. */
final class Raster {
  private final int height;
  private final int width;
  private final int channels;
  private final float[] values;

  Raster(int height, int width, int channels, float[] values) {
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.values = values;
  }

  static Raster of(Tensor picture) {
    long[] dims = picture.dims();
    if (picture.type() != DataType.FLOAT32 || dims.length != 3) {
      throw new TrainingException(
          "expected a picture FLOAT32[height, width, channels], got %s. Reshape it, or take one row."
              .formatted(picture));
    }
    return new Raster((int) dims[0], (int) dims[1], (int) dims[2], picture.toFloats());
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  Tensor tensor() {
    return Tensor.of(values, height, width, channels);
  }

  void put(ByteBuffer into) {
    into.asFloatBuffer().put(values);
    into.position(into.position() + values.length * Float.BYTES);
  }

  /** As a network is fed it; the channels are those that it asks for. */
  Raster through(PictureInput input) {
    Raster sized = sized(input.size());
    if (input.scale() == 1 && input.mean().isEmpty()) {
      return sized;
    }
    float[] brought = new float[sized.values.length];
    for (int i = 0; i < brought.length; i++) {
      double value = sized.values[i] * input.scale();
      int channel = i % channels;
      brought[i] =
          (float)
              (input.mean().isEmpty()
                  ? value
                  : (value - input.mean().get(channel)) / input.deviation().get(channel));
    }
    return new Raster(sized.height, sized.width, channels, brought);
  }

  private Raster sized(PictureSize size) {
    boolean plain = size.interpolation() == Interpolation.LINEAR && !size.antialias();
    if (size.kept()) {
      return this;
    } else if (plain && size.shorter() == 0 && size.cropHeight() == 0) {
      return resized(size.height(), size.width());
    }
    Sampling across =
        new Sampling(size.across(height, width), size.interpolation(), size.antialias());
    Sampling down = new Sampling(size.down(height, width), size.interpolation(), size.antialias());
    float[] narrow = across.across(values, height, channels);
    float[] sampled = down.down(narrow, across.taken() * channels);
    return new Raster(down.taken(), across.taken(), channels, sampled);
  }

  /** Bilinear, pixel centres at halves, edges repeated. */
  Raster resized(int toHeight, int toWidth) {
    if (toHeight == height && toWidth == width) {
      return this;
    }
    Between across = new Between(width, toWidth);
    Between down = new Between(height, toHeight);
    float[] resized = new float[toHeight * toWidth * channels];
    int at = 0;
    for (int y = 0; y < toHeight; y++) {
      int above = down.first[y] * width;
      int below = down.second[y] * width;
      for (int x = 0; x < toWidth; x++) {
        for (int channel = 0; channel < channels; channel++) {
          float upper = across.at(x, above, channels, channel, values);
          float lower = across.at(x, below, channels, channel, values);
          resized[at++] = upper + (lower - upper) * down.share[y];
        }
      }
    }
    return new Raster(toHeight, toWidth, channels, resized);
  }

  /** Between which two of {@code from} places each of {@code to} lies, and how far. */
  private static final class Between {
    private final int[] first;
    private final int[] second;
    private final float[] share;

    Between(int from, int to) {
      first = new int[to];
      second = new int[to];
      share = new float[to];
      double step = (double) from / to;
      for (int i = 0; i < to; i++) {
        double place = Math.min(Math.max((i + 0.5) * step - 0.5, 0), from - 1);
        first[i] = (int) place;
        second[i] = Math.min(first[i] + 1, from - 1);
        share[i] = (float) (place - first[i]);
      }
    }

    float at(int x, int row, int channels, int channel, float[] values) {
      float left = values[(row + first[x]) * channels + channel];
      float right = values[(row + second[x]) * channels + channel];
      return left + (right - left) * share[x];
    }
  }
}
