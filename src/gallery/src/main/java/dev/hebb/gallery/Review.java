package dev.hebb.gallery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A sentence out of a review; see SOURCE.md beside the file.
 *
 * @param source where it was written, one of {@link #SOURCES}
 * @param praises whether it praises; otherwise it blames
 */
record Review(String text, String source, boolean praises) {
  /** Of products, films, restaurants; a third of the sentences each. */
  static final List<String> SOURCES = List.of("amazon", "imdb", "yelp");

  private static final String FILE = "text/sentiment.tsv";

  /** All of them; 500 of each kind and source. */
  static List<Review> all() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Review.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .skip(1)
          .map(line -> line.split("\t", 3))
          .map(parts -> new Review(parts[2], parts[1], parts[0].equals("1")))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          FILE + ": could not be read: " + unreadable.getMessage(), unreadable);
    }
  }

  /** A number for its source and what it does, to give each fold its share of all six. */
  long kind() {
    return 2L * SOURCES.indexOf(source) + (praises ? 1 : 0);
  }
}
