package dev.hebb.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reader calls one character: an extended grapheme cluster of Unicode (UAX #29), such as a
 * letter with its accents, a flag, or a family that is joined of four people.
 *
 * <p>By {@code \X} of {@code java.util.regex}: {@code BreakIterator} of Java 17 cuts emoji apart,
 * and that of later versions does not, so that the same text would have other tokens there.
 */
final class Clusters {
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  private final Matcher matcher;
  private final int length;

  Clusters(String text) {
    matcher = CLUSTER.matcher(text);
    length = text.length();
  }

  /** Where the cluster ends that begins at {@code from}. */
  int end(int from) {
    matcher.region(from, length);
    return matcher.lookingAt() ? matcher.end() : length;
  }
}
