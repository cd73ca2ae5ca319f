package dev.hebb.serving;

import static dev.hebb.runtime.ModelBuilder.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hebb.runtime.Input;
import dev.hebb.runtime.ModelBuilder;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.PredictorOptions;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each colour of each pixel lands in its own place, whatever the order of bytes. */
class PixelInputTest {
  private static final int HEIGHT = 2;
  private static final int WIDTH = 4;
  private static final int UINT8 = DataType.UINT8.getNumber();

  @TempDir private Path folder;

  private static int red(int x, int y) {
    return 10 + 100 * y + x;
  }

  private static int green(int x, int y) {
    return 40 + 100 * y + x;
  }

  private static int blue(int x, int y) {
    return 70 + 100 * y + x;
  }

  @Test
  void everyFormatWithAndWithoutAStride() {
    try (Predictor p = open(FLOAT, "batch", HEIGHT, WIDTH, 3)) {
      PixelInput pixels = PixelInput.of(p.input());
      for (PixelFormat format : PixelFormat.values()) {
        if (format == PixelFormat.GRAY) {
          continue;
        }
        pixels.put(p.input(), 0, frame(format, WIDTH * format.bytes()).array(), format);
        channelsLast(p.input(), 0);
        ByteBuffer direct = ByteBuffer.allocateDirect(200);
        direct.position(5);
        direct.put(frame(format, 40)).position(5);
        p.input().put(new float[p.input().length()]);
        pixels.put(p.input(), 1, direct, 40, format);
        channelsLast(p.input(), 1);
      }
    }
  }

  @Test
  void planesAndNormalisation() {
    try (Predictor p = open(FLOAT, "batch", 3, HEIGHT, WIDTH)) {
      PixelInput pixels =
          PixelInput.of(p.input())
              .scale(1 / 255f)
              .normalise(new float[] {0.1f, 0.2f, 0.3f}, new float[] {1, 2, 4});
      pixels.put(p.input(), 1, frame(PixelFormat.RGB, 12).array(), PixelFormat.RGB);
      int start = p.input().rowLength();
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          int at = start + y * WIDTH + x;
          assertThat(p.input().get(at)).isCloseTo(red(x, y) / 255f - 0.1f, within(1e-6f));
          assertThat(p.input().get(at + 8))
              .isCloseTo((green(x, y) / 255f - 0.2f) / 2, within(1e-6f));
          assertThat(p.input().get(at + 16))
              .isCloseTo((blue(x, y) / 255f - 0.3f) / 4, within(1e-6f));
        }
      }
    }
  }

  @Test
  void bytesStayBytesAndOneChannelIsLuma() {
    try (Predictor p = open(UINT8, "batch", HEIGHT, WIDTH, 3)) {
      PixelInput.of(p.input())
          .put(p.input(), 0, frame(PixelFormat.BGR, 12).array(), PixelFormat.BGR);
      assertThat(p.input().getByte(23)).isEqualTo((byte) blue(3, 1));
    }
    try (Predictor p = open(FLOAT, "batch", HEIGHT, WIDTH, 1)) {
      PixelInput pixels = PixelInput.of(p.input());
      pixels.put(p.input(), 0, frame(PixelFormat.RGB, 12).array(), PixelFormat.RGB);
      // 0.299 x 10 + 0.587 x 40 + 0.114 x 70 = 34.45
      assertThat(p.input().get(0)).isEqualTo(34);
      byte[] grey = {1, 2, 3, 4, 5, (byte) 255, 7, 8};
      pixels.put(p.input(), 0, grey, PixelFormat.GRAY);
      assertThat(p.input().get(4)).isEqualTo(5);
      assertThat(p.input().get(5)).isEqualTo(255);
    }
    try (Predictor p = open(DataType.FLOAT16.getNumber(), "batch", HEIGHT, WIDTH, 3)) {
      PixelInput.of(p.input())
          .put(p.input(), 0, frame(PixelFormat.RGB, 12).array(), PixelFormat.RGB);
      assertThat(p.input().get(22)).isEqualTo(green(3, 1));
    }
  }

  @Test
  void everyKindOfBufferedImageWholeAndCutOut() {
    int[] types = {
      BufferedImage.TYPE_3BYTE_BGR,
      BufferedImage.TYPE_4BYTE_ABGR,
      BufferedImage.TYPE_INT_RGB,
      BufferedImage.TYPE_INT_ARGB,
      BufferedImage.TYPE_INT_BGR,
    };
    try (Predictor p = open(FLOAT, "batch", HEIGHT, WIDTH, 3)) {
      PixelInput pixels = PixelInput.of(p.input());
      for (int type : types) {
        BufferedImage large = new BufferedImage(WIDTH + 4, HEIGHT + 3, type);
        BufferedImage cut = large.getSubimage(3, 2, WIDTH, HEIGHT);
        BufferedImage whole = new BufferedImage(WIDTH, HEIGHT, type);
        for (BufferedImage picture : List.of(cut, whole)) {
          for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
              int colour = 0xff000000 | red(x, y) << 16 | green(x, y) << 8 | blue(x, y);
              picture.setRGB(x, y, colour);
            }
          }
          p.input().put(new float[p.input().length()]);
          Pictures.put(pixels, p.input(), 1, picture);
          channelsLast(p.input(), 1);
        }
      }
      BufferedImage grey = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
      grey.getRaster().setSample(3, 1, 0, 77);
      Pictures.put(pixels, p.input(), 0, grey);
      assertThat(p.input().get(21)).isEqualTo(77);
      assertThat(p.input().get(23)).isEqualTo(77);
    }
  }

  @Test
  void whatIsTransparentLiesOnWhiteAndGreyStaysAsItIs() {
    try (Predictor p = open(FLOAT, "batch", 1, 3, 3)) {
      PixelInput pixels = PixelInput.of(p.input());
      BufferedImage clear = new BufferedImage(3, 1, BufferedImage.TYPE_4BYTE_ABGR);
      clear.setRGB(0, 0, 0x000a141e);
      clear.setRGB(1, 0, 0x330a141e); // a fifth
      clear.setRGB(2, 0, 0xff0a141e);
      Pictures.put(pixels, p.input(), 0, clear);
      float[] seen = new float[9];
      p.input().get(0, seen);
      assertThat(seen)
          .containsExactly(255, 255, 255, 206, 208, 210, 10, 20, 30); // 255 - (255 - v)/5
      BufferedImage deep = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
      deep.getRaster().setSample(1, 0, 0, 0x8080);
      deep.getRaster().setSample(2, 0, 0, 0xffff);
      Pictures.put(pixels, p.input(), 0, deep);
      p.input().get(0, seen);
      assertThat(seen).containsExactly(0, 0, 0, 128, 128, 128, 255, 255, 255);
    }
  }

  @Test
  void aPictureBindsItsSize() {
    try (Predictor p = open(UINT8, "batch", "height", "width", 3)) {
      BufferedImage picture = new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB);
      picture.setRGB(4, 3, 0x0a141e);
      p.bind("batch", 1);
      Pictures.put(p, picture);
      assertThat(p.input().dims()).containsExactly(1, 4, 5, 3);
      assertThat(p.input().getByte(4 * 5 * 3 - 3)).isEqualTo((byte) 10);
      assertThat(p.input().getByte(4 * 5 * 3 - 1)).isEqualTo((byte) 30);
    }
  }

  @Test
  void whatDoesNotFit() {
    try (Predictor p = open(FLOAT, "batch", HEIGHT, WIDTH, 3)) {
      PixelInput pixels = PixelInput.of(p.input());
      refused(
          () -> pixels.put(p.input(), 0, new byte[23], PixelFormat.RGB),
          "m.onnx: input \"x\" takes pictures of 4 x 2, 24 bytes as RGB with rows 12 apart, got 23.");
      refused(
          () -> pixels.put(p.input(), 0, ByteBuffer.allocate(99), 8, PixelFormat.RGB),
          "m.onnx: input \"x\" takes pictures of 4 x 2, 20 bytes as RGB with rows 8 apart, got 99.");
      refused(
          () -> pixels.put(p.input(), 2, new byte[24], PixelFormat.RGB),
          "m.onnx: input \"x\" has rows 0 to 1, got row 2.");
      refused(
          () -> Pictures.put(pixels, p.input(), 0, new BufferedImage(5, 2, 1)),
          "m.onnx: input \"x\" takes pictures of 4 x 2, got 5 x 2. Scale it first.");
      refused(
          () -> pixels.normalise(new float[1], new float[3]),
          "normalise: expected 3 numbers, one for each channel, got 1 and 3.");
    }
    try (Predictor p = open(FLOAT, "batch", 5)) {
      refused(
          () -> PixelInput.of(p.input()),
          "m.onnx: input \"x\" takes no pictures: expected [batch, height, width, 1 or 3] or"
              + " [batch, 1 or 3, height, width] of floats or uint8, got float32 [batch=2, 5].");
    }
  }

  private static void channelsLast(Input input, int row) {
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int at = row * input.rowLength() + (y * WIDTH + x) * 3;
        assertThat(input.get(at)).isEqualTo(red(x, y));
        assertThat(input.get(at + 1)).isEqualTo(green(x, y));
        assertThat(input.get(at + 2)).isEqualTo(blue(x, y));
      }
    }
  }

  private static ByteBuffer frame(PixelFormat format, int stride) {
    byte[] order = format.name().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer frame = ByteBuffer.allocate((HEIGHT - 1) * stride + WIDTH * format.bytes());
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int i = 0; i < order.length; i++) {
          int value =
              switch (order[i]) {
                case 'R' -> red(x, y);
                case 'G' -> green(x, y);
                case 'B' -> blue(x, y);
                default -> 200;
              };
          frame.put(y * stride + x * format.bytes() + i, (byte) value);
        }
      }
    }
    return frame;
  }

  private static void refused(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(PredictorException.class).hasMessage(message);
  }

  private Predictor open(int type, Object... dims) {
    Path file =
        new ModelBuilder()
            .input("x", type, dims)
            .output("y", type, dims)
            .node("Identity", List.of("x"), "y")
            .write(folder.resolve("m.onnx"));
    PredictorOptions options = Predictor.with().batch(2);
    return List.of(dims).contains("height")
        ? options.dim("height", 2).dim("width", 2).open(file)
        : options.open(file);
  }
}
