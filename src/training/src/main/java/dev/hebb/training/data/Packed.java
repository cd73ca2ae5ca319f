package dev.hebb.training.data;

import dev.hebb.training.TrainingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/** Rows of equal length, in memory or in a mapped file of their own. */
final class Packed implements AutoCloseable {
  private final int rows;
  private final int rowBytes;
  // A mapping holds 2 GB at most: whole rows, so many in each.
  private final int rowsEach;
  private final FileChannel file;
  private volatile List<ByteBuffer> parts;

  /**
   * @param file what is closed, and so deleted, with them; none of them in memory
   */
  Packed(int rows, int rowBytes, int rowsEach, List<ByteBuffer> parts, FileChannel file) {
    this.rows = rows;
    this.rowBytes = rowBytes;
    this.rowsEach = rowsEach;
    this.parts = List.copyOf(parts);
    this.file = file;
  }

  int rows() {
    return rows;
  }

  int rowBytes() {
    return rowBytes;
  }

  /** The part that a row lies in, to be read at places only. */
  ByteBuffer part(int row) {
    List<ByteBuffer> open = parts;
    if (open.isEmpty()) {
      throw new TrainingException(
          "data: expected rows that are open, got some that were closed. Close them after training.");
    }
    return open.get(row / rowsEach);
  }

  /** Where in its part a row begins. */
  int at(int row) {
    return row % rowsEach * rowBytes;
  }

  @Override
  public void close() {
    parts = List.of(); // The mapping goes when nobody reads it any more.
    if (file != null) {
      try {
        file.close();
      } catch (IOException unreachable) {
        throw new TrainingException(
            "data: a temporary file could not be closed: " + unreachable, unreachable);
      }
    }
  }
}
