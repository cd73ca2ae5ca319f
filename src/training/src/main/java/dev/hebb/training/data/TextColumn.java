package dev.hebb.training.data;

import dev.hebb.training.TrainingException;
import java.util.function.Function;

/**
 * A column of text.
 *
 * @param tokens what a text becomes
 * @param length how many of them; what is beyond is cut off, and zeros pad at the end
 */
public record TextColumn(String name, Function<String, long[]> tokens, int length)
    implements Column {
  public TextColumn {
    if (length < 1) {
      throw new TrainingException(
          "text(\"%s\"): expected a length of at least 1, got %d.".formatted(name, length));
    }
  }
}
