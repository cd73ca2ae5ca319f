package dev.hebb.training.data;

import java.nio.ByteBuffer;

/**
 * The median of a packed column, exactly, however many rows there are: floats are counted by the
 * upper half of their bits, then those of one half by the lower.
 */
final class Median {
  private static final int HALF = 1 << 16;

  private final Packed rows;
  private final int offset;
  private final long count;

  /**
   * Of the float32 at {@code offset} in each row.
   *
   * @param count how many of them are no NaN
   */
  Median(Packed rows, int offset, long count) {
    this.rows = rows;
    this.offset = offset;
    this.count = count;
  }

  /** The one in the middle, or what is halfway between the two in the middle. */
  double value() {
    long[] counts = new long[HALF];
    each(key -> counts[key >>> 16]++);
    Bucket above = Bucket.of(counts, count / 2);
    Bucket below = Bucket.of(counts, (count - 1) / 2);
    long[] withinAbove = new long[HALF];
    long[] withinBelow = new long[HALF];
    each(
        key -> {
          if (key >>> 16 == above.number) {
            withinAbove[key & (HALF - 1)]++;
          }
          if (key >>> 16 == below.number) {
            withinBelow[key & (HALF - 1)]++;
          }
        });
    return (above.number(withinAbove) + below.number(withinBelow)) / 2;
  }

  /** Where a number lies that has so many before it: which bucket, and how many before it there. */
  private record Bucket(int number, long before) {
    static Bucket of(long[] counts, long before) {
      int bucket = 0;
      long rest = before;
      while (rest >= counts[bucket]) {
        rest -= counts[bucket++];
      }
      return new Bucket(bucket, rest);
    }

    double number(long[] within) {
      return Median.number(number << 16 | of(within, before).number);
    }
  }

  private interface Keys {
    void take(int key);
  }

  private void each(Keys keys) {
    for (int row = 0; row < rows.rows(); row++) {
      ByteBuffer part = rows.part(row);
      float value = part.getFloat(rows.at(row) + offset);
      if (!Float.isNaN(value)) {
        keys.take(key(value));
      }
    }
  }

  // Bits that are ordered, as unsigned numbers, as the floats are.
  private static int key(float value) {
    int bits = Float.floatToIntBits(value);
    return bits < 0 ? ~bits : bits | Integer.MIN_VALUE;
  }

  private static float number(int key) {
    return Float.intBitsToFloat(key < 0 ? key & Integer.MAX_VALUE : ~key);
  }
}
