package dev.hebb.serving;

import dev.hebb.runtime.Input;
import dev.hebb.runtime.Predictor;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;
import java.nio.ByteBuffer;

/**
 * Java's pictures into an input. The one class here that needs the module {@code java.desktop};
 * whoever has other pictures uses {@link PixelInput} alone.
 */
public final class Pictures {
  private Pictures() {}

  /**
   * Binds a predictor to the size of a picture and puts it in, as a file takes it that was exported
   * with {@code pictures(...)}: one input {@code [batch, height, width, 3]} of any height and
   * width.
   */
  public static void put(Predictor predictor, BufferedImage picture) {
    predictor.bind("height", picture.getHeight(), "width", picture.getWidth());
    Input input = predictor.input();
    put(PixelInput.of(input), input, 0, picture);
  }

  /**
   * Puts a picture of the input's own size. What is transparent lies on white, and grey is as in
   * the file, as training has it.
   *
   * @throws PredictorException when it has another
   */
  public static void put(PixelInput pixels, Input input, int row, BufferedImage picture) {
    if (picture.getWidth() != pixels.width() || picture.getHeight() != pixels.height()) {
      throw input.error(
          "takes pictures of %s x %s, got %s x %s. Scale it first."
              .formatted(pixels.width(), pixels.height(), picture.getWidth(), picture.getHeight()));
    }
    if (grey(picture.getColorModel())) {
      greys(pixels, input, row, picture);
      return;
    } else if (picture.getColorModel().hasAlpha()) {
      colours(pixels, input, row, picture);
      return;
    }
    switch (picture.getType()) {
      case BufferedImage.TYPE_3BYTE_BGR -> bytes(pixels, input, row, picture, PixelFormat.BGR);
      case BufferedImage.TYPE_INT_RGB -> ints(pixels, input, row, picture);
      default -> colours(pixels, input, row, picture);
    }
  }

  /**
   * A picture as such a file takes it: red, green and blue of each pixel, row by row.
   *
   * @return {@code [height, width, 3]}
   */
  public static byte[] bytes(BufferedImage picture) {
    byte[] bytes =
        new byte
            [Math.multiplyExact(Math.multiplyExact(picture.getWidth(), picture.getHeight()), 3)];
    boolean grey = grey(picture.getColorModel());
    int at = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int colour = grey ? greyAt(picture, x, y) : onWhite(picture.getRGB(x, y));
        bytes[at++] = (byte) (colour >> 16);
        bytes[at++] = (byte) (colour >> 8);
        bytes[at++] = (byte) colour;
      }
    }
    return bytes;
  }

  private static void bytes(
      PixelInput pixels, Input input, int row, BufferedImage picture, PixelFormat format) {
    Raster raster = picture.getRaster();
    ComponentSampleModel model = (ComponentSampleModel) raster.getSampleModel();
    DataBufferByte data = (DataBufferByte) raster.getDataBuffer();
    int stride = model.getScanlineStride();
    int first =
        data.getOffset()
            - raster.getSampleModelTranslateY() * stride
            - raster.getSampleModelTranslateX() * format.bytes();
    ByteBuffer frame = ByteBuffer.wrap(data.getData()).position(first);
    pixels.put(input, row, frame, stride, format);
  }

  private static void ints(PixelInput pixels, Input input, int row, BufferedImage picture) {
    Raster raster = picture.getRaster();
    SinglePixelPackedSampleModel model = (SinglePixelPackedSampleModel) raster.getSampleModel();
    DataBufferInt data = (DataBufferInt) raster.getDataBuffer();
    int[] colours = data.getData();
    int stride = model.getScanlineStride();
    int first =
        data.getOffset()
            - raster.getSampleModelTranslateY() * stride
            - raster.getSampleModelTranslateX();
    int start = pixels.start(input, row);
    for (int y = 0; y < pixels.height(); y++) {
      for (int x = 0; x < pixels.width(); x++) {
        set(pixels, input, start, y * pixels.width() + x, colours[first + y * stride + x]);
      }
    }
  }

  private static void colours(PixelInput pixels, Input input, int row, BufferedImage picture) {
    int start = pixels.start(input, row);
    for (int y = 0; y < pixels.height(); y++) {
      for (int x = 0; x < pixels.width(); x++) {
        set(pixels, input, start, y * pixels.width() + x, onWhite(picture.getRGB(x, y)));
      }
    }
  }

  private static int onWhite(int colour) {
    int alpha = colour >>> 24;
    return alpha == 255
        ? colour
        : over(colour >> 16, alpha) << 16 | over(colour >> 8, alpha) << 8 | over(colour, alpha);
  }

  private static int over(int value, int alpha) {
    return 255 - ((255 - (value & 0xff)) * alpha + 127) / 255;
  }

  private static boolean grey(ColorModel model) {
    return model instanceof ComponentColorModel
        && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  private static void greys(PixelInput pixels, Input input, int row, BufferedImage picture) {
    int start = pixels.start(input, row);
    for (int y = 0; y < pixels.height(); y++) {
      for (int x = 0; x < pixels.width(); x++) {
        set(pixels, input, start, y * pixels.width() + x, greyAt(picture, x, y));
      }
    }
  }

  // Samples as they are: getRGB takes grey for linear light and would brighten it.
  private static int greyAt(BufferedImage picture, int x, int y) {
    Raster raster = picture.getRaster();
    int white = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    int value = Math.round(raster.getSample(x, y, 0) * 255f / white);
    boolean alpha = picture.getColorModel().hasAlpha();
    int opaque = alpha ? Math.round(raster.getSample(x, y, 1) * 255f / white) : 255;
    return over(value, opaque) * 0x10101;
  }

  private static void set(PixelInput pixels, Input input, int start, int pixel, int colour) {
    pixels.set(input, start, pixel, (colour >> 16) & 0xff, (colour >> 8) & 0xff, colour & 0xff);
  }
}
