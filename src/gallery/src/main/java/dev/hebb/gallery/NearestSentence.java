package dev.hebb.gallery;

import dev.hebb.text.Tokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A translator that only remembers: what the training sentence means that has the most words in
 * common, as a share of the words of both. Of several, the first.
 */
final class NearestSentence {
  private final List<EnglishFrench.Pair> training;
  private final List<Set<String>> words = new ArrayList<>();
  private final Map<String, List<Integer>> sentences = new HashMap<>();

  NearestSentence(List<EnglishFrench.Pair> training) {
    this.training = List.copyOf(training);
    for (EnglishFrench.Pair pair : training) {
      Set<String> own = words(pair.english());
      own.forEach(
          word -> sentences.computeIfAbsent(word, w -> new ArrayList<>()).add(words.size()));
      words.add(own);
    }
  }

  private static Set<String> words(String sentence) {
    return Set.copyOf(Tokenizer.words().lowerCase().split(sentence));
  }

  /** The nearest sentence's French. */
  String translate(String english) {
    Set<String> wanted = words(english);
    Set<Integer> candidates = new HashSet<>();
    wanted.forEach(word -> candidates.addAll(sentences.getOrDefault(word, List.of())));
    int best = 0;
    double most = 0;
    for (int candidate : candidates) {
      double share = share(wanted, words.get(candidate));
      if (share > most || (share == most && candidate < best)) {
        best = candidate;
        most = share;
      }
    }
    return training.get(best).french();
  }

  private static double share(Set<String> a, Set<String> b) {
    long common = a.stream().filter(b::contains).count();
    return (double) common / (a.size() + b.size() - common);
  }
}
