package dev.hebb.bytepair;

import dev.hebb.text.TokenizerException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a text is cut into pieces before any bytes are joined: no token reaches over their ends. */
enum Pieces {
  /** A word, a number or a row of signs, each with the space before it. OpenAI's GPT-2. */
  GPT2("'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"),

  /** As GPT-2, but numbers three digits at a time and line ends apart. GPT-4, Llama 3. */
  GPT4(
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+");

  private final String expression;
  private final Pattern pattern;

  Pieces(String expression) {
    this.expression = expression;
    this.pattern = Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS);
  }

  /** As a tokenizer's file writes it. */
  String expression() {
    return expression;
  }

  Pattern pattern() {
    return pattern;
  }

  List<String> of(String text) {
    List<String> pieces = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      pieces.add(matcher.group());
    }
    return pieces;
  }

  static Pieces named(String name) {
    for (Pieces pieces : values()) {
      if (pieces.name().equals(name)) {
        return pieces;
      }
    }
    throw new TokenizerException(
        "byte-pair: expected the pieces %s, got \"%s\". Use a newer hebb-bytepair."
            .formatted(List.of(values()), name));
  }
}
