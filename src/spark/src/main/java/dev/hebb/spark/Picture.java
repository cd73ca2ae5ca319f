package dev.hebb.spark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A picture as Spark's image source gives it: bytes, grey, or blue, green, red and perhaps how
 * opaque.
 */
record Picture(Row image, String column) {
  private static final List<String> FIELDS =
      List.of("origin", "height", "width", "nChannels", "mode", "data");
  private static final int GREY = 1;
  private static final int COLOURS = 3;
  private static final int OPAQUE = 4;

  static boolean is(DataType type) {
    return type instanceof StructType struct && Arrays.asList(struct.fieldNames()).equals(FIELDS);
  }

  /**
   * It as an input takes it, {@code [height, width, channels]}, red first; empty where Spark could
   * not read it. What is transparent lies on white.
   *
   * @throws ScoringException when it is of another size than the input takes
   */
  Optional<Cell> cell(Slot input, String model) {
    if (number("height") < 1) {
      return Optional.empty();
    }
    List<String> dims = input.dims();
    List<Integer> sizes = sizes(input, dims.get(1), dims.get(2), model);
    int wanted = Integer.parseInt(dims.get(3));
    int found = number("nChannels");
    byte[] data = image.getAs(FIELDS.indexOf("data"));
    boolean bytes = data.length == number("height") * number("width") * found;
    if (!bytes || (found != GREY && found != COLOURS && found != OPAQUE)) {
      throw new ScoringException(
          "%s: column \"%s\": expected a picture of bytes with 1, 3 or 4 channels, got %d bytes for %d x %d x %d: %s. Read it with Spark's image source."
              .formatted(
                  model,
                  column,
                  data.length,
                  number("height"),
                  number("width"),
                  found,
                  image.getString(0)));
    }
    return Optional.of(Cell.of(ByteBuffer.wrap(pixels(data, found, wanted)), sizes));
  }

  private List<Integer> sizes(Slot input, String rows, String columns, String model) {
    List<Integer> sizes = new ArrayList<>();
    boolean high = fits(rows, number("height"), sizes);
    boolean wide = fits(columns, number("width"), sizes);
    if (!high || !wide) {
      throw new ScoringException(
          "%s: column \"%s\": expected pictures of %s x %s for input \"%s\", got one of %d x %d: %s. Resize it before, or export the model so that it resizes: PictureInput.resized."
              .formatted(
                  model,
                  column,
                  rows,
                  columns,
                  input.name(),
                  number("height"),
                  number("width"),
                  image.getString(0)));
    }
    return sizes;
  }

  private static boolean fits(String dim, int size, List<Integer> sizes) {
    if (Slot.free(dim)) {
      sizes.add(size);
      return true;
    }
    return Long.parseLong(dim) == size;
  }

  private static byte[] pixels(byte[] data, int found, int wanted) {
    if (found == wanted && found == GREY) {
      return data;
    }
    byte[] pixels = new byte[data.length / found * wanted];
    for (int from = 0, to = 0; from < data.length; from += found, to += wanted) {
      int opaque = found == OPAQUE ? data[from + 3] & 0xff : 255;
      int blue = onWhite(data[from], opaque);
      int green = found == GREY ? blue : onWhite(data[from + 1], opaque);
      int red = found == GREY ? blue : onWhite(data[from + 2], opaque);
      if (wanted == GREY) {
        pixels[to] = (byte) luma(red, green, blue);
      } else {
        pixels[to] = (byte) red;
        pixels[to + 1] = (byte) green;
        pixels[to + 2] = (byte) blue;
      }
    }
    return pixels;
  }

  private static int onWhite(byte value, int opaque) {
    return 255 - ((255 - (value & 0xff)) * opaque + 127) / 255;
  }

  // ITU-R BT.601, in thousandths.
  private static int luma(int red, int green, int blue) {
    return (299 * red + 587 * green + 114 * blue + 500) / 1000;
  }

  private int number(String field) {
    return image.getInt(FIELDS.indexOf(field));
  }
}
