package dev.hebb.runtime.text;

import java.util.List;

/**
 * Each word is a token: letters, digits and their marks in a row; with an apostrophe between
 * letters ({@code don't}), a point or comma between digits ({@code 3.14}), an underline between
 * either. Each Chinese character and each Hiragana is a word of its own, since nothing parts words
 * there; nor does it in Thai, Lao, Khmer and Burmese, where what stands between spaces is one.
 *
 * <p>All else but white space and control characters is punctuation or a picture, each grapheme
 * cluster a token: {@code "!"}, a flag, an emoji of several code points. What only steers how text
 * is set (soft hyphen, direction marks) is left out.
 *
 * <p>Joined, tokens have a space between them, but none before what closes ({@code . , ! ? )}),
 * none behind what opens ({@code (}), none around a hyphen or slash and none between Chinese or
 * Japanese characters; straight quotes open and close in turns. Keras: {@code TextVectorization},
 * which cuts at white space, without the punctuation.
 *
 * @param lower whether upper case counts as lower
 * @param punctuation whether punctuation is kept
 * @param normalized whether the text is brought to Unicode's normal form C first
 */
public record Words(boolean lower, boolean punctuation, boolean normalized) implements Splitter {
  static final String KIND = "words";
  private static final String LOWER = "lower-case";
  private static final String PUNCTUATION = "punctuation";
  private static final String NORMALIZED = "normalized";

  /** Upper case counts as lower, by the rules that no country differs in. */
  public Words lowerCase() {
    return new Words(true, punctuation, normalized);
  }

  /** Without punctuation and the signs of a keyboard ({@code $ + < = > ^ ` | ~}); emoji stay. */
  public Words withoutPunctuation() {
    return new Words(lower, false, normalized);
  }

  /**
   * Without bringing the text to normal form C: an accent behind its letter is then not the same as
   * a letter with an accent.
   */
  public Words asWritten() {
    return new Words(lower, punctuation, false);
  }

  @Override
  public List<String> split(String text) {
    return new WordScanner(Unicode.prepared(text, lower, normalized), punctuation).scan();
  }

  @Override
  public String join(List<String> tokens) {
    return Spacing.join(tokens);
  }

  @Override
  public TokenizerNote note(Vocabulary vocabulary) {
    return TokenizerNote.of(KIND)
        .with(LOWER, lower)
        .with(PUNCTUATION, punctuation)
        .with(NORMALIZED, normalized)
        .with(vocabulary.marked(), vocabulary.tokens());
  }

  static Words read(TokenizerNote note) {
    note.expect(LOWER, PUNCTUATION, NORMALIZED);
    return new Words(note.flag(LOWER), note.flag(PUNCTUATION), note.flag(NORMALIZED));
  }
}
