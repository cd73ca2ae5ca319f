package dev.hebb.training.data;

import dev.hebb.training.TrainingException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** An IDX file, packed with gzip or not, while it is read from its beginning. */
final class IdxFile {
  private IdxFile() {}

  /** The bytes of an IDX file, row by row. */
  interface Rows {
    /** The next row; the array is used again for the one after it. */
    byte[] next() throws IOException;
  }

  /** Where its bytes come from. */
  interface Opening {
    InputStream open() throws IOException;
  }

  /** What is done with the rows of a file. */
  interface Reading<T> {
    T read(IdxHeader header, Rows rows) throws IOException;
  }

  /** Reads a file whole. */
  static <T> T read(Path path, IdxHeader.Kind kind, Reading<T> reading) {
    return read(path.toString(), () -> Files.newInputStream(path), kind, reading);
  }

  /** Reads a file whole that lies somewhere else, such as in a jar. */
  static <T> T read(URL url, IdxHeader.Kind kind, Reading<T> reading) {
    return read(url.toString(), url::openStream, kind, reading);
  }

  private static <T> T read(String path, Opening opening, IdxHeader.Kind kind, Reading<T> reading) {
    try (InputStream raw = new BufferedInputStream(opening.open(), 1 << 16);
        DataInputStream in = new DataInputStream(unpacked(raw))) {
      IdxHeader header = IdxHeader.read(path, kind, in);
      byte[] row = new byte[header.row()];
      long[] seen = {0};
      T result =
          reading.read(
              header,
              () -> {
                int got = in.readNBytes(row, 0, row.length);
                seen[0] += got;
                if (got < row.length) {
                  throw header.cut(path, seen[0]);
                }
                return row;
              });
      if (in.read() >= 0) {
        throw header.cut(path, Long.MAX_VALUE);
      }
      return result;
    } catch (EOFException | ZipException damaged) {
      throw new TrainingException(
          "%s: expected a file packed with gzip, got a damaged one (%s). Fetch it again."
              .formatted(path, damaged.getMessage()),
          damaged);
    } catch (IOException unreadable) {
      throw unreadable(path, unreadable);
    }
  }

  static TrainingException unreadable(String path, IOException why) {
    boolean missing = why instanceof NoSuchFileException || why instanceof FileNotFoundException;
    return new TrainingException(
        "%s: could not be read: %s. Give the path of a file that is there."
            .formatted(path, missing ? "there is no such file" : why),
        why);
  }

  static boolean packed(byte first, byte second) {
    return first == (byte) 0x1f && second == (byte) 0x8b;
  }

  static InputStream unpacked(InputStream raw) throws IOException {
    raw.mark(2);
    byte[] magic = raw.readNBytes(2);
    raw.reset();
    boolean gzip = magic.length == 2 && packed(magic[0], magic[1]);
    return gzip ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16) : raw;
  }
}
