package dev.hebb.gallery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * An English word and how it is said, a phoneme a letter; see SOURCE.md beside the file.
 *
 * @param phonemes as many as letters, in ARPAbet, without stress
 */
record Pronunciation(String word, List<String> phonemes) {
  private static final String FILE = "text/phonemes.tsv.gz";

  Pronunciation {
    phonemes = List.copyOf(phonemes);
  }

  /** All of them in an order that this seed decides, so that any part is a fair sample. */
  static List<Pronunciation> shuffled(long seed) {
    List<Pronunciation> all = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Pronunciation.class.getResourceAsStream(FILE)),
                StandardCharsets.UTF_8))) {
      lines
          .lines()
          .map(line -> line.split("\t", -1))
          .forEach(parts -> all.add(new Pronunciation(parts[0], List.of(parts[1].split(" ", -1)))));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          FILE + ": could not be read: " + unreadable.getMessage(), unreadable);
    }
    Collections.shuffle(all, new Random(seed));
    return all;
  }
}
