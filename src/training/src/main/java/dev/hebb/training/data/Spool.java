package dev.hebb.training.data;

import dev.hebb.training.TrainingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of equal length, put one after the other: the first megabytes stay in memory, more of them
 * go to a temporary file. The file has lost its name before anything is in it (on Windows: loses it
 * when it is closed), so that none is left behind, whatever happens.
 */
final class Spool implements AutoCloseable {
  /** What at most is held in memory. */
  static final int MEMORY = 8 << 20;

  private final Path folder;
  private final int rowBytes;
  private final ByteBuffer buffer;
  private FileChannel file;
  private long rows;

  /** Into a file of this folder, where it must be. */
  Spool(int rowBytes, Path folder) {
    this.folder = folder;
    this.rowBytes = rowBytes;
    int held = Math.max(1, MEMORY / rowBytes);
    buffer =
        ByteBuffer.allocateDirect(Math.multiplyExact(held, rowBytes))
            .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where temporary files lie if nothing else is said. */
  static Path folder() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** Where the next row is to be put, whole. */
  ByteBuffer next() {
    if (rows == Integer.MAX_VALUE) {
      throw new TrainingException(
          "data: expected at most %,d rows, got more. Train on a part of them."
              .formatted(Integer.MAX_VALUE));
    }
    if (!buffer.hasRemaining()) {
      flush();
    }
    rows++;
    return buffer;
  }

  private void flush() {
    try {
      if (file == null) {
        Path path = Files.createTempFile(folder, "hebb-", ".rows"); // For its owner's eyes only.
        try {
          file =
              FileChannel.open(
                  path,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException failed) {
          Files.delete(path);
          throw failed;
        }
      }
      buffer.flip();
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
      buffer.clear();
    } catch (IOException failed) {
      throw failed(failed);
    }
  }

  private TrainingException failed(IOException why) {
    return new TrainingException(
        "data: rows that do not fit into memory could not be put into a temporary file in %s: %s. Make room there, or name another folder: spoolTo(folder)."
            .formatted(folder, Files.isDirectory(folder) ? why : "there is no such folder"),
        why);
  }

  /** All of them; to be closed instead of this. */
  Packed packed() {
    int count = (int) rows;
    if (file == null) {
      ByteBuffer all = ByteBuffer.allocateDirect(buffer.position()).order(ByteOrder.LITTLE_ENDIAN);
      all.put(buffer.flip());
      return new Packed(count, rowBytes, Math.max(1, count), List.of(all.flip()), null);
    }
    flush();
    int rowsEach = Integer.MAX_VALUE / rowBytes;
    List<ByteBuffer> parts = new ArrayList<>();
    long size = rows * rowBytes;
    long each = (long) rowsEach * rowBytes;
    try {
      for (long at = 0; at < size; at += each) {
        parts.add(
            file.map(FileChannel.MapMode.READ_ONLY, at, Math.min(size - at, each))
                .order(ByteOrder.LITTLE_ENDIAN));
      }
    } catch (IOException failed) {
      throw failed(failed);
    }
    Packed packed = new Packed(count, rowBytes, rowsEach, parts, file);
    file = null; // No longer ours to close.
    return packed;
  }

  @Override
  public void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException unreachable) {
        throw failed(unreachable);
      }
    }
  }
}
