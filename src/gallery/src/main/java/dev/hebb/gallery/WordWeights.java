package dev.hebb.gallery;

import dev.hebb.text.TextPredictor;
import java.util.ArrayList;
import java.util.List;

/**
 * How likely a label is for a sentence, and what each word makes of that: by how much the log-odds
 * are lower when it is read as a word that the model does not know.
 *
 * @param words and signs, as the tokenizer cuts them
 * @param weights one for each of them
 */
record WordWeights(double share, List<String> words, List<Double> weights) {
  // In no vocabulary, and a token of its own.
  private static final String UNKNOWN = "\uFFFD";

  // A float says no more.
  private static final double SUREST = 1e-6;

  WordWeights {
    words = List.copyOf(words);
    weights = List.copyOf(weights);
  }

  /**
   * Asks the sentence, and once for each of its words without it.
   *
   * @param label the one that is looked at
   */
  static WordWeights of(TextPredictor predictor, String sentence, String label) {
    List<String> words = predictor.tokenizer().split(sentence);
    List<String> asked = new ArrayList<>(List.of(sentence));
    for (int i = 0; i < words.size(); i++) {
      List<String> without = new ArrayList<>(words);
      without.set(i, UNKNOWN);
      asked.add(String.join(" ", without));
    }
    List<Double> said =
        predictor.probabilities(asked).stream().map(each -> (double) each.get(label)).toList();
    double share = said.get(0);
    return new WordWeights(
        share,
        words,
        said.stream().skip(1).map(without -> logOdds(share) - logOdds(without)).toList());
  }

  private static double logOdds(double share) {
    double open = Math.min(Math.max(share, SUREST), 1 - SUREST);
    return Math.log(open / (1 - open));
  }
}
