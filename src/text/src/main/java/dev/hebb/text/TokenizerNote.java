package dev.hebb.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a model's metadata and a tokenizer's file say of a tokenizer: a first line {@code
 * hebb-tokenizer 1}, {@code kind=words}, an option a line, whether there are marks, how many tokens
 * follow, and the tokens, one a line. All of it is printable ASCII; see {@link Escapes}.
 *
 * @param kind such as {@code words}
 * @param options of that kind, by name
 * @param marked whether there are marks of a text's start and end
 * @param tokens by number, without the special ones
 */
public record TokenizerNote(
    String kind, Map<String, String> options, boolean marked, List<String> tokens) {
  private static final String FIRST = "hebb-tokenizer ";
  private static final String VERSION = "1";
  private static final String KIND = "kind";
  private static final String MARKS = "marks";
  private static final String TOKENS = "tokens";
  private static final int LONGEST = 1 << 28;
  private static final int MOST_OPTIONS = 16;

  public TokenizerNote {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    tokens = List.copyOf(tokens);
  }

  /** Of this kind, without options and tokens. */
  public static TokenizerNote of(String kind) {
    return new TokenizerNote(kind, Map.of(), false, List.of());
  }

  /** With one more option. */
  public TokenizerNote with(String option, String value) {
    Map<String, String> more = new LinkedHashMap<>(options);
    more.put(option, value);
    return new TokenizerNote(kind, more, marked, tokens);
  }

  /** With one more option that is true or false. */
  public TokenizerNote with(String option, boolean value) {
    return with(option, Boolean.toString(value));
  }

  /** With these tokens, and marks or none. */
  public TokenizerNote with(boolean marks, List<String> list) {
    return new TokenizerNote(kind, options, marks, list);
  }

  /** As text. */
  public String write() {
    StringBuilder text = new StringBuilder(FIRST).append(VERSION);
    line(text, KIND, kind);
    options.forEach((name, value) -> line(text, name, value));
    line(text, MARKS, Boolean.toString(marked));
    line(text, TOKENS, Integer.toString(tokens.size()));
    for (String token : tokens) {
      text.append('\n').append(Escapes.escape(token));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append('\n').append(name).append('=').append(Escapes.escape(value));
  }

  /**
   * What {@link #write()} wrote.
   *
   * @throws TokenizerException when it did not
   */
  public static TokenizerNote parse(String text) {
    if (text.length() > LONGEST) {
      throw new TokenizerException(
          "tokenizer: expected at most %s characters, got %s. It is no tokenizer."
              .formatted(LONGEST, text.length()));
    }
    Lines lines = new Lines(text);
    String first = lines.next("a tokenizer that begins with \"" + FIRST + VERSION + "\"");
    if (!first.equals(FIRST + VERSION)) {
      throw lines.wrong(
          "\"" + FIRST + VERSION + "\"",
          first,
          first.startsWith(FIRST) ? "Use a newer hebb-text." : "It is no tokenizer.");
    }
    String kind = lines.value(KIND);
    Map<String, String> options = new LinkedHashMap<>();
    String name = lines.name();
    while (!name.equals(MARKS)) {
      if (options.size() == MOST_OPTIONS || options.containsKey(name)) {
        throw lines.wrong("\"" + MARKS + "=...\"", lines.last(), "It was changed.");
      }
      options.put(name, lines.valueOfLast());
      name = lines.name();
    }
    boolean marked = flag(MARKS, lines.valueOfLast());
    int count = lines.count(TOKENS, Vocabulary.LARGEST);
    List<String> tokens = new ArrayList<>(Math.min(count, text.length()));
    for (int i = 0; i < count; i++) {
      tokens.add(lines.unescaped(lines.next("token " + (i + 1) + " of " + count)));
    }
    lines.end();
    return new TokenizerNote(kind, options, marked, tokens);
  }

  /**
   * Checks that these are the options.
   *
   * @throws TokenizerException when one is missing or too many
   */
  public void expect(String... names) {
    if (!options.keySet().equals(Set.of(names))) {
      throw new TokenizerException(
          "tokenizer of kind \"%s\": expected the options %s, got %s. Use a newer hebb-text."
              .formatted(kind, List.of(names), options.keySet()));
    }
  }

  /** The value of an option that is true or false. */
  public boolean flag(String option) {
    return flag(option, options.get(option));
  }

  private static boolean flag(String option, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw new TokenizerException(
          "tokenizer: %s: expected true or false, got \"%s\". It was changed."
              .formatted(option, Escapes.escape(value)));
    }
    return value.equals("true");
  }
}
