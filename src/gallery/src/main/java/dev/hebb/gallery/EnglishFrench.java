package dev.hebb.gallery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * Sentences of a user interface in English and French; see SOURCE.md beside the file.
 *
 * @param training to learn from
 * @param held to be judged by: no English sentence of theirs is in the training, not even in other
 *     case or with other punctuation
 */
record EnglishFrench(List<Pair> training, List<Pair> held) {
  private static final String FILE = "en-fr.tsv.gz";
  private static final long SEED = 7;

  EnglishFrench {
    training = List.copyOf(training);
    held = List.copyOf(held);
  }

  /** A sentence and its translation. */
  record Pair(String english, String french) {
    /** What near-duplicates have in common: the English letters and digits. */
    String key() {
      String words = english.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
      return words.isEmpty() ? english : words;
    }
  }

  /** All of them; so many groups of near-duplicates are held, one pair of each. */
  static EnglishFrench all(int held) {
    return of(read(), held);
  }

  static EnglishFrench of(List<Pair> pairs, int held) {
    Map<String, List<Pair>> groups = new LinkedHashMap<>();
    pairs.forEach(pair -> groups.computeIfAbsent(pair.key(), key -> new ArrayList<>()).add(pair));
    List<List<Pair>> shuffled = new ArrayList<>(groups.values());
    Collections.shuffle(shuffled, new Random(SEED));
    return new EnglishFrench(
        shuffled.stream().skip(held).flatMap(List::stream).toList(),
        shuffled.stream().limit(held).map(group -> group.get(0)).toList());
  }

  static List<Pair> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(EnglishFrench.class.getResourceAsStream(FILE)),
                StandardCharsets.UTF_8))) {
      List<Pair> pairs = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        pairs.add(new Pair(line.substring(0, tab), line.substring(tab + 1)));
      }
      return pairs;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          FILE + ": could not be read: " + unreadable.getMessage(), unreadable);
    }
  }

  /** The first training pairs only. */
  EnglishFrench first(int most) {
    return new EnglishFrench(training.subList(0, Math.min(most, training.size())), held);
  }
}
