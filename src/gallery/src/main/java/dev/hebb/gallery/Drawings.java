package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Idx;
import dev.hebb.training.data.Pixels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * 1,412 things, each drawn in two styles, and what they are called; see SOURCE.md beside the files.
 *
 * @param names of the things
 * @param google their pictures in one style, {@code [things, 32, 32, 3]}, from 0 to 1
 * @param twitter their pictures in the other
 */
record Drawings(List<String> names, Tensor google, Tensor twitter) {
  /** Height and width of each picture, in px. */
  static final int SIDE = 32;

  Drawings {
    names = List.copyOf(names);
  }

  static Drawings all() {
    return new Drawings(read(), pictures("google"), pictures("twitter"));
  }

  private static Tensor pictures(String style) {
    return Idx.images(Drawings.class.getResource("drawings/" + style + ".idx.gz"), Pixels.UNIT);
  }

  private static List<String> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Drawings.class.getResourceAsStream("drawings/names.txt"),
                StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "names.txt: could not be read: " + unreadable.getMessage(), unreadable);
    }
  }

  /** Some things only, evenly spread. */
  Drawings some(int count) {
    int[] kept = spread(count, names.size()).toArray();
    return new Drawings(
        Arrays.stream(kept).mapToObj(names::get).toList(),
        Rows.of(google, kept),
        Rows.of(twitter, kept));
  }

  /** The numbers of so many out of so many, evenly spread. */
  static IntStream spread(int count, int all) {
    int most = Math.min(count, all);
    return IntStream.range(0, most).map(i -> (int) ((long) i * all / most));
  }

  /** One of these, without the axis of rows. */
  static Tensor picture(Tensor pictures, int row) {
    return pictures.rows(row, row + 1).reshaped(SIDE, SIDE, 3);
  }
}
