package dev.hebb.bytepair;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The characters that byte-level tokenizer files write bytes as: printable ones as themselves, the
 * others as U+0100 and on. OpenAI's GPT-2.
 */
final class ByteCharacters {
  private static final int SHIFT = 0x100;
  private static final List<Integer> ORDER =
      IntStream.concat(
              IntStream.range(0, SHIFT).filter(ByteCharacters::prints),
              IntStream.range(0, SHIFT).filter(value -> !prints(value)))
          .boxed()
          .toList();
  private static final int PRINTED = (int) ORDER.stream().filter(ByteCharacters::prints).count();

  private ByteCharacters() {}

  /** All bytes in the order of their characters. */
  static List<Integer> order() {
    return ORDER;
  }

  /** The byte that a character stands for, or -1. */
  static int value(char character) {
    if (character >= SHIFT) {
      int place = PRINTED + character - SHIFT;
      return place < ORDER.size() ? ORDER.get(place) : -1;
    }
    return prints(character) ? character : -1;
  }

  private static boolean prints(int value) {
    return (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xFF && value != 0xAD);
  }
}
