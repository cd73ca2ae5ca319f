package dev.hebb.serving;

import dev.hebb.runtime.Element;
import dev.hebb.runtime.Input;
import dev.hebb.runtime.PredictorException;
import java.nio.ByteBuffer;

/**
 * Puts pictures into an input, pixel by pixel from where they lie into the memory that the model
 * reads.
 *
 * <p>{@code [batch, height, width, channels]} or {@code [batch, channels, height, width]}, with 1
 * channel (luma, where the picture has colours) or 3 (red, green, blue), of float32, float16,
 * bfloat16 or uint8; where both could be meant, channels are last. Pictures are as large as the
 * input; {@link Pictures} takes Java's own.
 *
 * <p>Immutable, for all predictors of the same model.
 */
public final class PixelInput {
  private static final int VALUES = 256;
  // ITU-R BT.601, in 1/1000.
  private static final int RED = 299;
  private static final int GREEN = 587;
  private static final int BLUE = 114;

  private final String shape;
  private final int height;
  private final int width;
  private final int channels;
  private final boolean planes;
  // What each byte becomes, by channel.
  private final float[][] values;

  private PixelInput(
      String shape, int height, int width, int channels, boolean planes, float[][] values) {
    this.shape = shape;
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.planes = planes;
    this.values = values;
  }

  /**
   * For an input; bytes become numbers from 0 to 255.
   *
   * @throws PredictorException when it takes no pictures
   */
  public static PixelInput of(Input input) {
    long[] dims = input.dims();
    boolean eight = input.type() == Element.UINT8;
    boolean known = eight || input.type() == Element.FLOAT32 || input.type().isHalf();
    boolean last = dims.length == 4 && (dims[3] == 1 || dims[3] == 3);
    boolean planes = dims.length == 4 && !last && (dims[1] == 1 || dims[1] == 3);
    if (!known || !(last || planes)) {
      throw input.error(
          "takes no pictures: expected [batch, height, width, 1 or 3] or [batch, 1 or 3, height, width] of floats or uint8, got %s %s."
              .formatted(input.type(), input.shape()));
    }
    int height = (int) dims[planes ? 2 : 1];
    int width = (int) dims[planes ? 3 : 2];
    int channels = (int) dims[planes ? 1 : 3];
    float[][] values = new float[channels][VALUES];
    for (float[] channel : values) {
      for (int i = 0; i < VALUES; i++) {
        channel[i] = i;
      }
    }
    return new PixelInput(input.shape(), height, width, channels, planes, values);
  }

  /** The same with each number times {@code factor}: {@code 1 / 255f}. */
  public PixelInput scale(float factor) {
    return with((value, channel) -> value * factor);
  }

  /** The same less a number for each channel, then divided by one. */
  public PixelInput normalise(float[] mean, float[] deviation) {
    if (mean.length != channels || deviation.length != channels) {
      throw new PredictorException(
          "normalise",
          "expected %s numbers, one for each channel, got %s and %s."
              .formatted(channels, mean.length, deviation.length));
    }
    return with((value, channel) -> (value - mean[channel]) / deviation[channel]);
  }

  private interface Change {
    float of(float value, int channel);
  }

  private PixelInput with(Change change) {
    float[][] others = new float[channels][VALUES];
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < VALUES; i++) {
        others[channel][i] = change.of(values[channel][i], channel);
      }
    }
    return new PixelInput(shape, height, width, channels, planes, others);
  }

  /** Puts a picture whose rows lie one behind the other. */
  public void put(Input input, int row, byte[] picture, PixelFormat format) {
    put(input, row, ByteBuffer.wrap(picture), width * format.bytes, format);
  }

  /**
   * Puts a frame, from the buffer's position on.
   *
   * @param stride bytes from one row of pixels to the next
   */
  public void put(Input input, int row, ByteBuffer frame, int stride, PixelFormat format) {
    int start = start(input, row);
    int line = width * format.bytes;
    long needed = (long) (height - 1) * stride + line;
    if (stride < line || frame.remaining() < needed) {
      throw input.error(
          "takes pictures of %s x %s, %s bytes as %s with rows %s apart, got %s."
              .formatted(width, height, needed, format, stride, frame.remaining()));
    }
    for (int y = 0; y < height; y++) {
      int at = frame.position() + y * stride;
      for (int x = 0; x < width; x++) {
        set(
            input,
            start,
            y * width + x,
            frame.get(at + format.red) & 0xff,
            frame.get(at + format.green) & 0xff,
            frame.get(at + format.blue) & 0xff);
        at += format.bytes;
      }
    }
  }

  /** The first element of a row, when the picture's sizes are right. */
  int start(Input input, int row) {
    if (input.rowLength() != width * height * channels) {
      throw input.error(
          "is %s now, not %s. Ask PixelInput.of again.".formatted(input.shape(), shape));
    }
    if (row < 0 || row >= input.rows()) {
      throw input.error("has rows 0 to %s, got row %s.".formatted(input.rows() - 1, row));
    }
    return row * input.rowLength();
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  void set(Input input, int start, int pixel, int red, int green, int blue) {
    if (channels == 1) {
      boolean grey = red == green && green == blue;
      set(input, start + pixel, 0, grey ? red : luma(red, green, blue));
      return;
    }
    int step = planes ? width * height : 1;
    int at = start + (planes ? pixel : pixel * channels);
    set(input, at, 0, red);
    set(input, at + step, 1, green);
    set(input, at + 2 * step, 2, blue);
  }

  private static int luma(int red, int green, int blue) {
    return (RED * red + GREEN * green + BLUE * blue + 500) / 1000;
  }

  private void set(Input input, int index, int channel, int value) {
    if (input.type() == Element.UINT8) {
      input.setByte(index, (byte) values[channel][value]);
    } else {
      input.set(index, values[channel][value]);
    }
  }
}
