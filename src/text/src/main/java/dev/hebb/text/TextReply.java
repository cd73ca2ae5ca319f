package dev.hebb.text;

import java.util.Arrays;

/**
 * What an output says of one text: {@code [places, width]}, a place for each token or one for the
 * text.
 */
final class TextReply {
  private final TextRow row;
  private final int width;
  private final float[] floats;
  private final long[] longs;

  private TextReply(TextRow row, int width, float[] floats, long[] longs) {
    this.row = row;
    this.width = width;
    this.floats = floats;
    this.longs = longs;
  }

  /** A row of {@code [batch, width]} or {@code [batch, time, width]}. */
  static TextReply of(TextRow row, int place, float[] values, long[] dims) {
    int length = (int) Arrays.stream(dims).skip(1).reduce(1, (a, b) -> a * b);
    int from = place * length;
    float[] own = Arrays.copyOfRange(values, from, from + length);
    return new TextReply(row, (int) dims[dims.length - 1], own, new long[0]);
  }

  /** A row of {@code [batch, time]}, whole numbers. */
  static TextReply of(TextRow row, int place, long[] values, long[] dims) {
    int from = place * (int) dims[1];
    long[] own = Arrays.copyOfRange(values, from, from + (int) dims[1]);
    return new TextReply(row, 1, new float[0], own);
  }

  TextRow row() {
    return row;
  }

  int width() {
    return width;
  }

  int places() {
    return (floats.length + longs.length) / width;
  }

  float at(int place, int column) {
    return floats[place * width + column];
  }

  /**
   * The number that stands at a place, or the column of the largest one there; -1 where one is not
   * a number.
   */
  long likeliest(int place) {
    if (floats.length == 0) {
      return longs[place];
    }
    int best = 0;
    for (int column = 0; column < width; column++) {
      float value = at(place, column);
      if (Float.isNaN(value)) {
        return -1;
      }
      best = value > at(place, best) ? column : best;
    }
    return best;
  }
}
