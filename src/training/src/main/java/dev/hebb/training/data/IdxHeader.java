package dev.hebb.training.data;

import dev.hebb.training.TrainingException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How an IDX file begins: two zero bytes, the type (8: unsigned bytes), the number of axes, then
 * the length of each, all big-endian.
 *
 * @param dims the lengths of the axes, rows first
 */
record IdxHeader(List<Integer> dims) {
  private static final int UNSIGNED_BYTES = 0x800;

  IdxHeader {
    dims = List.copyOf(dims);
  }

  /** Labels have one axis, pictures three, or four with channels. */
  enum Kind {
    LABELS(1, 1, "labels (magic 0x00000801)"),
    IMAGES(3, 4, "images (magic 0x00000803, or 0x00000804 with channels)");

    private final int fewest;
    private final int most;
    private final String words;

    Kind(int fewest, int most, String words) {
      this.fewest = fewest;
      this.most = most;
      this.words = words;
    }
  }

  static IdxHeader read(String path, Kind kind, DataInputStream in) throws IOException {
    try {
      int magic = in.readInt();
      int axes = magic - UNSIGNED_BYTES;
      if (axes < kind.fewest || axes > kind.most) {
        throw new TrainingException(
            "%s: expected an IDX file of %s, got magic 0x%08x%s. %s"
                .formatted(path, kind.words, magic, named(axes), advice(kind)));
      }
      List<Integer> dims = new ArrayList<>();
      for (int i = 0; i < axes; i++) {
        int length = in.readInt();
        if (length < 1) {
          throw new TrainingException(
              "%s: expected axes of at least 1, got %d for axis %d. Fetch or write the file again."
                  .formatted(path, length, i));
        }
        dims.add(length);
      }
      return new IdxHeader(dims);
    } catch (EOFException end) {
      throw new TrainingException(
          path + ": expected an IDX file, got one that ends within its header. Fetch it again.");
    }
  }

  private static String named(int axes) {
    return switch (axes) {
      case 1 -> ", which is labels";
      case 3, 4 -> ", which is images";
      default -> "";
    };
  }

  private static String advice(Kind kind) {
    return kind == Kind.IMAGES ? "Give the file of the images." : "Give the file of the labels.";
  }

  int rows() {
    return dims.get(0);
  }

  /** Bytes of one row. */
  int row() {
    return Math.toIntExact(size() / rows());
  }

  /** Bytes of all rows. */
  long size() {
    return dims.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** Bytes before the first row. */
  int length() {
    return Integer.BYTES * (1 + dims.size());
  }

  /** One row as a picture: {@code [height, width, channels]}. */
  long[] picture() {
    return new long[] {dims.get(1), dims.get(2), dims.size() == 4 ? dims.get(3) : 1};
  }

  /** The error for a file of another length. */
  TrainingException cut(String path, long got) {
    return new TrainingException(
        "%s: expected %s = %,d bytes after the header, got %s. The file is damaged: fetch it again."
            .formatted(path, product(), size(), got > size() ? "more" : "%,d".formatted(got)));
  }

  private String product() {
    List<String> factors = dims.stream().map("%,d"::formatted).toList();
    return String.join(" x ", factors);
  }
}
