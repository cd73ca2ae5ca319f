package dev.hebb.spark;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Pictures as Spark's image source gives them: bytes, blue, green, red. */
final class Pictures {
  private static final List<String> FIELDS =
      List.of("origin", "height", "width", "nChannels", "mode", "data");
  private static final int COLOURS = 3;

  private Pictures() {}

  static boolean is(DataType type) {
    return type instanceof StructType struct && Arrays.asList(struct.fieldNames()).equals(FIELDS);
  }

  /**
   * The bytes of one, {@code [height, width, channels]}, red first.
   *
   * @throws ScoringException when it has other channels than are wanted
   */
  static byte[] read(Row image, String column, long channels) {
    int found = image.getInt(FIELDS.indexOf("nChannels"));
    if (found != channels) {
      throw new ScoringException(
          "column \"%s\": expected pictures of %d channels, got one of %d: %s."
              .formatted(column, channels, found, image.getString(0)));
    }
    byte[] bytes = image.<byte[]>getAs(FIELDS.indexOf("data")).clone();
    if (found == COLOURS) {
      for (int i = 0; i < bytes.length; i += COLOURS) {
        byte blue = bytes[i];
        bytes[i] = bytes[i + 2];
        bytes[i + 2] = blue;
      }
    }
    return bytes;
  }

  static int height(Row image) {
    return image.getInt(FIELDS.indexOf("height"));
  }

  static int width(Row image) {
    return image.getInt(FIELDS.indexOf("width"));
  }
}
