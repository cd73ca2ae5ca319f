package dev.hebb.serving;

import dev.hebb.runtime.Input;
import java.awt.image.BufferedImage;
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
   * Puts a picture of the input's own size.
   *
   * @throws PredictorException when it has another
   */
  public static void put(PixelInput pixels, Input input, int row, BufferedImage picture) {
    if (picture.getWidth() != pixels.width() || picture.getHeight() != pixels.height()) {
      throw input.error(
          "takes pictures of %s x %s, got %s x %s. Scale it first."
              .formatted(pixels.width(), pixels.height(), picture.getWidth(), picture.getHeight()));
    }
    switch (picture.getType()) {
      case BufferedImage.TYPE_3BYTE_BGR -> bytes(pixels, input, row, picture, PixelFormat.BGR);
      case BufferedImage.TYPE_4BYTE_ABGR -> bytes(pixels, input, row, picture, PixelFormat.ABGR);
      case BufferedImage.TYPE_BYTE_GRAY -> bytes(pixels, input, row, picture, PixelFormat.GRAY);
      case BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB ->
          ints(pixels, input, row, picture);
      default -> colours(pixels, input, row, picture);
    }
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
        set(pixels, input, start, y * pixels.width() + x, picture.getRGB(x, y));
      }
    }
  }

  private static void set(PixelInput pixels, Input input, int start, int pixel, int colour) {
    pixels.set(input, start, pixel, (colour >> 16) & 0xff, (colour >> 8) & 0xff, colour & 0xff);
  }
}
