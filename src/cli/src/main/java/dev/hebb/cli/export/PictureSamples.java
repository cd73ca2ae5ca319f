package dev.hebb.cli.export;

import dev.hebb.cli.file.PictureFile;
import dev.hebb.cli.report.ToolException;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Port;
import dev.hebb.graph.Samples;
import dev.hebb.graph.Size;
import dev.hebb.graph.Tensor;
import dev.hebb.serving.Pictures;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Pictures of a folder as rows for a model. One that takes pictures as they are gets them so; any
 * other what its training would have made of them.
 *
 * @param rows of a call: each picture comes so often
 * @param scale what the numbers of a picture are multiplied with; empty for what the model says
 */
record PictureSamples(Axes axes, int rows, Optional<Double> scale) {
  private static final int RANK = 4;
  private static final int COLOURS = 3;

  /**
   * Each picture for itself.
   *
   * @throws ToolException when there are none, or the model does not say what becomes of them
   */
  List<Samples> read(PictureFolder folder) {
    Port input = input(folder);
    List<PictureFile> files = folder.files();
    if (input.value().type() == DataType.FLOAT32) {
      return PreparedPictures.of(axes, input, scale).samples(files, rows);
    }
    if (scale.isPresent()) {
      throw new ToolException(
          "--scale: \"%s\" takes pictures as they are. Leave it out.".formatted(input.name()));
    }
    return files.stream().<Samples>map(file -> new AsItIs(file, this, input)).toList();
  }

  private Port input(PictureFolder folder) {
    List<Port> inputs = axes.model().graph().inputs();
    List<Port> taking = inputs.stream().filter(PictureSamples::takesPictures).toList();
    if (inputs.size() != 1 || taking.isEmpty()) {
      throw new ToolException(
          "%s: expected a model with one input, of pictures, to calibrate by a folder of them, got %s. Calibrate by a table."
              .formatted(
                  folder.path(),
                  inputs.stream().map(port -> port.name() + port.value().shape()).toList()));
    }
    return inputs.get(0);
  }

  private static boolean takesPictures(Port port) {
    List<Size> sizes = port.value().shape().sizes();
    boolean bytes = port.value().type() != DataType.FLOAT32;
    return sizes.size() == RANK
        && (bytes
            ? is(sizes.get(RANK - 1), COLOURS)
            : PreparedPictures.isColours(sizes.get(RANK - 1))
                || PreparedPictures.isColours(sizes.get(1)));
  }

  private static boolean is(Size size, long length) {
    return size.fixed().isPresent() && size.fixed().getAsLong() == length;
  }

  /** The bytes of one picture, decoded when they are asked for. */
  private record AsItIs(PictureFile file, PictureSamples how, Port input) implements Samples {
    @Override
    public List<Tensor> inputs() {
      BufferedImage picture = file.read();
      int height = picture.getHeight();
      int width = picture.getWidth();
      how.check(file, input, height, width);
      byte[] bytes = Pictures.bytes(picture);
      byte[] all = new byte[Math.multiplyExact(how.rows, bytes.length)];
      for (int row = 0; row < how.rows; row++) {
        System.arraycopy(bytes, 0, all, row * bytes.length, bytes.length);
      }
      return List.of(tensor(all, how.rows, height, width, COLOURS));
    }

    // What was read of an ONNX file has whole numbers in place of bytes.
    private Tensor tensor(byte[] bytes, long... dims) {
      if (input.value().type() == DataType.UINT8) {
        return Tensor.wrap(DataType.UINT8, ByteBuffer.wrap(bytes), dims);
      }
      long[] numbers = new long[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        numbers[i] = Byte.toUnsignedInt(bytes[i]);
      }
      return Tensor.of(numbers, dims);
    }

    @Override
    public List<Tensor> targets() {
      return List.of();
    }
  }

  private void check(PictureFile file, Port input, int height, int width) {
    List<Size> sizes = input.value().shape().sizes();
    boolean high = axes.isFree(sizes.get(1)) || axes.said(sizes.get(1)) == height;
    boolean wide = axes.isFree(sizes.get(2)) || axes.said(sizes.get(2)) == width;
    if (!(high && wide)) {
      throw new ToolException(
          "%s: expected a picture of %s x %s, got %s x %s. Scale it, or leave --dim out."
              .formatted(
                  file.name(),
                  axes.isFree(sizes.get(2)) ? "any" : axes.said(sizes.get(2)),
                  axes.isFree(sizes.get(1)) ? "any" : axes.said(sizes.get(1)),
                  width,
                  height));
    }
  }
}
