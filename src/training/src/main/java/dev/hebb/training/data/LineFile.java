package dev.hebb.training.data;

import dev.hebb.training.TrainingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Lines of a file, read in any order by any number of threads. */
final class LineFile implements AutoCloseable {
  // Where each 16th line begins is remembered: half a byte a line.
  private static final int EACH = 16;
  private static final int CHUNK = 1 << 13;

  private final Path path;
  private final Charset charset;
  private final long size;
  private final int lines;
  private final long[] begins;
  // Not a FileChannel: reading threads are interrupted, which would close it for all.
  private final RandomAccessFile file;

  private LineFile(Path path, Charset charset, long size, int lines, long[] begins)
      throws IOException {
    this.path = path;
    this.charset = charset;
    this.size = size;
    this.lines = lines;
    this.begins = begins;
    this.file = new RandomAccessFile(path.toFile(), "r");
  }

  static LineFile open(Path path, Charset charset) {
    if ("\n".getBytes(charset).length != 1) {
      throw new TrainingException(
          "%s: expected a charset in which one byte ends a line, got %s. Write the file in UTF-8."
              .formatted(path, charset));
    }
    try {
      return index(path, charset);
    } catch (IOException unreadable) {
      throw IdxFile.unreadable(path.toString(), unreadable);
    }
  }

  private static LineFile index(Path path, Charset charset) throws IOException {
    long[] begins = new long[64];
    long lines = 0;
    long at = 0;
    boolean begun = false;
    byte[] chunk = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(path)) {
      for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
        for (int i = 0; i < got; i++, at++) {
          if (!begun) {
            if (lines % EACH == 0) {
              int block = (int) (lines / EACH);
              begins = block < begins.length ? begins : Arrays.copyOf(begins, 2 * block);
              begins[block] = at;
            }
            lines++;
            begun = true;
          }
          begun = chunk[i] != '\n';
        }
      }
    }
    if (lines == 0 || lines > Integer.MAX_VALUE) {
      throw new TrainingException(
          "%s: expected 1 to %,d lines, got %,d. Give another file."
              .formatted(path, Integer.MAX_VALUE, lines));
    }
    return new LineFile(path, charset, at, (int) lines, begins);
  }

  int lines() {
    return lines;
  }

  String line(int line) {
    if (line < 0 || line >= lines) {
      throw new IndexOutOfBoundsException("line %d of %d".formatted(line, lines));
    }
    byte[] bytes = bytes(line);
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
      return line == 0 && text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException none) {
      throw new TrainingException(
          "%s: line %,d: expected characters in %s, got bytes that are none. Say in which they are: open(path, charset)."
              .formatted(path, line + 1L, charset),
          none);
    }
  }

  private byte[] bytes(int line) {
    ByteArrayOutputStream found = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    int before = line % EACH;
    long at = begins[line / EACH];
    while (true) {
      int got = read(at, chunk);
      for (int i = 0; i < got; i++) {
        if (chunk[i] == '\n' && before-- == 0) {
          return found.toByteArray();
        }
        if (before == 0 && chunk[i] != '\n') {
          found.write(chunk[i]);
        }
      }
      if (got < 0) {
        return found.toByteArray();
      }
      at += got;
    }
  }

  private synchronized int read(long at, byte[] chunk) {
    try {
      if (file.length() != size) {
        throw new TrainingException(
            "%s: expected a file that stays as it is, %,d bytes, got one that changed to %,d while it was read. Open it again."
                .formatted(path, size, file.length()));
      }
      file.seek(at);
      return file.read(chunk);
    } catch (IOException unreadable) {
      throw new TrainingException(
          "%s: could not be read: %s.".formatted(path, unreadable.getMessage()), unreadable);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException unreachable) {
      throw new TrainingException("%s: could not be closed.".formatted(path), unreachable);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
