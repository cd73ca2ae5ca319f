package dev.hebb.text;

import dev.hebb.runtime.Input;

/** One row that a decoder is fed. */
sealed interface Fed {
  /** Floats: a picture, a vector. */
  @SuppressWarnings("ArrayRecordComponent") // Copied by whoever makes it, read by nobody else.
  record Floats(float[] values) implements Fed {
    @Override
    public int length() {
      return values.length;
    }

    @Override
    public void put(Input input) {
      input.put(values);
    }
  }

  /** Whole numbers: tokens. */
  @SuppressWarnings("ArrayRecordComponent") // Copied by whoever makes it, read by nobody else.
  record Longs(long[] values) implements Fed {
    @Override
    public int length() {
      return values.length;
    }

    @Override
    public void put(Input input) {
      input.put(values);
    }
  }

  /** How many numbers. */
  int length();

  /** Writes them there. */
  void put(Input input);
}
