package dev.hebb.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Each character is a token, white space too: what a reader calls one, a grapheme cluster of
 * Unicode, so an emoji of several code points stays whole, and so does a flag or a letter with
 * accents.
 *
 * <p>Joined, they are the text again, exactly as it was {@link #asWritten()}, otherwise in normal
 * form C. Keras: {@code TextVectorization(split="character")}, which cuts at code points.
 *
 * @param lower whether upper case counts as lower
 * @param normalized whether the text is brought to Unicode's normal form C first
 */
public record Characters(boolean lower, boolean normalized) implements Splitter {
  static final String KIND = "characters";
  private static final String LOWER = "lower-case";
  private static final String NORMALIZED = "normalized";

  /** Upper case counts as lower, by the rules that no country differs in. */
  public Characters lowerCase() {
    return new Characters(true, normalized);
  }

  /**
   * Without bringing the text to normal form C: an accent behind its letter is then not the same as
   * a letter with an accent.
   */
  public Characters asWritten() {
    return new Characters(lower, false);
  }

  @Override
  public List<String> split(String text) {
    String prepared = Unicode.prepared(text, lower, normalized);
    Clusters clusters = new Clusters(prepared);
    List<String> tokens = new ArrayList<>();
    int from = 0;
    while (from < prepared.length()) {
      int end = clusters.end(from);
      tokens.add(prepared.substring(from, end));
      from = end;
    }
    return tokens;
  }

  @Override
  public String join(List<String> tokens) {
    return String.join("", tokens);
  }

  @Override
  public TokenizerNote note(Vocabulary vocabulary) {
    return TokenizerNote.of(KIND)
        .with(LOWER, lower)
        .with(NORMALIZED, normalized)
        .with(vocabulary.marked(), vocabulary.tokens());
  }

  static Characters read(TokenizerNote note) {
    note.expect(LOWER, NORMALIZED);
    return new Characters(note.flag(LOWER), note.flag(NORMALIZED));
  }
}
