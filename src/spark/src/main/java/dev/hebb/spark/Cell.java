package dev.hebb.spark;

import dev.hebb.runtime.Element;
import dev.hebb.runtime.Input;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * What a row has for one input.
 *
 * @param numbers of the kind that the input takes; none where there is a text
 * @param text empty where there are numbers
 * @param sizes of the input's free axes
 */
record Cell(Buffer numbers, String text, List<Integer> sizes) {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0).asReadOnlyBuffer();

  static Cell of(Buffer numbers, List<Integer> sizes) {
    return new Cell(numbers, "", sizes);
  }

  static Cell of(String text) {
    return new Cell(NONE, text, List.of());
  }

  /** How much memory it takes, in numbers. */
  int length() {
    return numbers.capacity();
  }

  /** Puts it where the model reads a row. */
  void put(Input input, int row) {
    int at = row * input.rowLength();
    if (input.type() == Element.STRING) {
      input.setString(at, text);
    } else if (numbers instanceof FloatBuffer floats && input.type().isHalf()) {
      for (int i = 0; i < floats.capacity(); i++) {
        input.set(at + i, floats.get(i));
      }
    } else {
      input.type().copy(numbers, 0, input.memory(), at, numbers.capacity());
    }
  }
}
