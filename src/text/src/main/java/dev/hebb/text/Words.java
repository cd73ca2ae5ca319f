package dev.hebb.text;

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
 * <p>With {@link #french()} a word that is elided is one of its own: {@code l'eau} is {@code l'}
 * and {@code eau}.
 *
 * <p>Joined, tokens have a space between them, but none before what closes ({@code . , ! ? )}),
 * none behind what opens ({@code (}), none around a hyphen or slash and none between Chinese or
 * Japanese characters; straight quotes open and close in turns. Keras: {@code TextVectorization},
 * which cuts at white space, without the punctuation.
 *
 * @param lower whether upper case counts as lower
 * @param punctuation whether punctuation is kept
 * @param normalized whether the text is brought to Unicode's normal form C first
 * @param elided whether elided words are cut off, and French punctuation has its spaces
 */
public record Words(boolean lower, boolean punctuation, boolean normalized, boolean elided)
    implements Splitter {
  static final String KIND = "words";
  private static final String LOWER = "lower-case";
  private static final String PUNCTUATION = "punctuation";
  private static final String NORMALIZED = "normalized";
  private static final String FRENCH = "french";

  /** Upper case counts as lower, by the rules that no country differs in. */
  public Words lowerCase() {
    return new Words(true, punctuation, normalized, elided);
  }

  /** Without punctuation and the signs of a keyboard ({@code $ + < = > ^ ` | ~}); emoji stay. */
  public Words withoutPunctuation() {
    return new Words(lower, false, normalized, elided);
  }

  /**
   * Without bringing the text to normal form C: an accent behind its letter is then not the same as
   * a letter with an accent.
   */
  public Words asWritten() {
    return new Words(lower, punctuation, false, elided);
  }

  /**
   * As French is written: {@code l'eau}, {@code jusqu'ici} and {@code aujourd'hui} are cut behind
   * the apostrophe, and joined again without a space; a space stands before {@code : ; ! ?} and
   * within « ».
   */
  public Words french() {
    return new Words(lower, punctuation, normalized, true);
  }

  @Override
  public List<String> split(String text) {
    return new WordScanner(Unicode.prepared(text, lower, normalized), punctuation, elided).scan();
  }

  @Override
  public String join(List<String> tokens) {
    return Spacing.join(tokens, elided);
  }

  @Override
  public TokenizerNote note(Vocabulary vocabulary) {
    TokenizerNote note =
        TokenizerNote.of(KIND)
            .with(LOWER, lower)
            .with(PUNCTUATION, punctuation)
            .with(NORMALIZED, normalized)
            .with(vocabulary.marked(), vocabulary.tokens());
    return elided ? note.with(FRENCH, true) : note;
  }

  static Words read(TokenizerNote note) {
    boolean french = note.options().containsKey(FRENCH);
    note.expect(
        french
            ? new String[] {LOWER, PUNCTUATION, NORMALIZED, FRENCH}
            : new String[] {LOWER, PUNCTUATION, NORMALIZED});
    return new Words(
        note.flag(LOWER),
        note.flag(PUNCTUATION),
        note.flag(NORMALIZED),
        french && note.flag(FRENCH));
  }
}
