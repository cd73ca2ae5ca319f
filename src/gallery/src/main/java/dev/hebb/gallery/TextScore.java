package dev.hebb.gallery;

import dev.hebb.text.Words;
import java.util.List;

/**
 * How well texts were said.
 *
 * @param said the texts
 * @param bleu from 0 to 100
 * @param exact how many are the reference, word for word
 */
record TextScore(List<String> said, double bleu, long exact) {
  TextScore {
    said = List.copyOf(said);
  }

  /**
   * Of texts beside their references.
   *
   * @param words how both are cut
   * @param most words in a row that BLEU counts
   */
  static TextScore of(List<String> said, List<String> references, Words words, int most) {
    List<List<String>> tokens = said.stream().map(words::split).toList();
    List<List<String>> wanted = references.stream().map(words::split).toList();
    long exact = 0;
    for (int i = 0; i < said.size(); i++) {
      exact += tokens.get(i).equals(wanted.get(i)) ? 1 : 0;
    }
    return new TextScore(said, Bleu.of(tokens, wanted, most).score(), exact);
  }

  @Override
  public String toString() {
    return "BLEU %.1f (%d of %d as the reference)".formatted(bleu, exact, said.size());
  }
}
