package dev.hebb.training.data;

import dev.hebb.graph.AtomicFile;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * IDX files, the format of MNIST and Fashion-MNIST, packed with gzip or not. Pictures are unsigned
 * bytes with three axes, or four where they have channels; labels are unsigned bytes with one.
 */
public final class Idx {
  private Idx() {}

  /**
   * All pictures of a file: {@code [rows, height, width, channels]}, float32.
   *
   * @throws TrainingException when it is no such file, is damaged, or takes more than 2 GB
   */
  public static Tensor images(Path path, Pixels pixels) {
    return IdxFile.read(
        path, IdxHeader.Kind.IMAGES, (header, rows) -> floats(path, header, rows, pixels));
  }

  /** All pictures of a file that lies in a jar: {@code getResource} says where. */
  public static Tensor images(URL url, Pixels pixels) {
    return IdxFile.read(
        url, IdxHeader.Kind.IMAGES, (header, rows) -> floats(url, header, rows, pixels));
  }

  private static Tensor floats(Object path, IdxHeader header, IdxFile.Rows rows, Pixels pixels)
      throws IOException {
    long bytes = Math.multiplyExact(header.size(), Float.BYTES);
    if (bytes > Integer.MAX_VALUE) {
      throw new TrainingException(
          "%s: expected at most 2 GB of float32, got %,d bytes. Unpack it and use Idx.mapped."
              .formatted(path, bytes));
    }
    ByteBuffer all = ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = all.asFloatBuffer();
    float[] table = pixels.table();
    float[] row = new float[header.row()];
    for (int i = 0; i < header.rows(); i++) {
      byte[] read = rows.next();
      for (int j = 0; j < row.length; j++) {
        row[j] = table[read[j] & 0xff];
      }
      floats.put(row);
    }
    TensorSpec one = TensorSpec.of(DataType.FLOAT32, header.picture());
    return Tensor.wrap(DataType.FLOAT32, all, one.dims(header.rows()));
  }

  /**
   * All pictures with brightness from 0 to 255.
   *
   * @throws TrainingException when it is no such file or is damaged
   */
  public static Tensor images(Path path) {
    return images(path, Pixels.BYTE);
  }

  /**
   * All labels of a file: {@code [rows]}, int64.
   *
   * @throws TrainingException when it is no such file or is damaged
   */
  public static Tensor labels(Path path) {
    return IdxFile.read(path, IdxHeader.Kind.LABELS, Idx::longs);
  }

  /** All labels of a file that lies in a jar. */
  public static Tensor labels(URL url) {
    return IdxFile.read(url, IdxHeader.Kind.LABELS, Idx::longs);
  }

  private static Tensor longs(IdxHeader header, IdxFile.Rows rows) throws IOException {
    int bytes = Math.multiplyExact(header.rows(), Long.BYTES);
    ByteBuffer all = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < header.rows(); i++) {
      all.putLong(rows.next()[0] & 0xff);
    }
    return Tensor.wrap(DataType.INT64, all.flip(), header.rows());
  }

  /**
   * Pictures and their labels, in memory.
   *
   * @throws TrainingException when there are more of the one than of the other
   */
  public static Dataset dataset(Path images, Path labels, Pixels pixels) {
    Tensor pictures = images(images, pixels);
    Tensor classes = labels(labels);
    sameCount(images, pictures.dims()[0], labels, classes.dims()[0]);
    return Dataset.of(pictures, classes);
  }

  /**
   * Pictures and their labels, the pictures left where they are: the file is mapped and may be
   * larger than memory. It must not be packed; the labels may.
   *
   * @throws TrainingException when the files are packed, damaged or do not belong together
   */
  public static Examples mapped(Path images, Path labels, Pixels pixels) {
    return new MappedIdx(images, labels, labels(labels), pixels);
  }

  static void sameCount(Path images, long pictures, Path labels, long classes) {
    if (pictures != classes) {
      throw new TrainingException(
          "%s: expected a label for each image, got %,d images, and %,d labels in %s. Take both from the same set."
              .formatted(images, pictures, classes, labels));
    }
  }

  /**
   * Writes bytes as an IDX file, whole or not at all; packed if its name ends with {@code .gz}.
   *
   * @param bytes uint8 with one axis (labels), three (pictures) or four (pictures with channels)
   */
  public static void write(Tensor bytes, Path path) {
    if (bytes.type() != DataType.UINT8) {
      throw new TrainingException(
          "%s: expected UINT8, got %s. Round the numbers to bytes.".formatted(path, bytes));
    }
    AtomicFile.write(
        path,
        channel -> {
          OutputStream raw = Channels.newOutputStream(channel);
          GZIPOutputStream packed =
              path.toString().endsWith(".gz") ? new GZIPOutputStream(raw, 1 << 16) : null;
          DataOutputStream out = new DataOutputStream(packed == null ? raw : packed);
          out.writeInt(0x800 + bytes.dims().length);
          for (long length : bytes.dims()) {
            out.writeInt(Math.toIntExact(length));
          }
          byte[] all = new byte[bytes.bytes().remaining()];
          bytes.bytes().get(all);
          out.write(all);
          out.flush();
          if (packed != null) {
            packed.finish();
          }
        });
  }
}
