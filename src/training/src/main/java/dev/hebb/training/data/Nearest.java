package dev.hebb.training.data;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who wrote a name that is none. */
final class Nearest {
  private Nearest() {}

  /** " Did you mean ...?", or nothing where no name is near. */
  static String advice(String wrong, List<String> names) {
    Optional<String> nearest =
        names.stream()
            .distinct()
            .min(Comparator.comparingInt(name -> distance(wrong, name)))
            .filter(name -> distance(wrong, name) <= Math.max(1, wrong.length() / 3))
            .filter(name -> distance(wrong, name) < wrong.length());
    return nearest.map(" Did you mean \"%s\"?"::formatted).orElse("");
  }

  // How many letters are to be put in, left out or changed (Levenshtein 1966), whatever their case.
  private static int distance(String one, String other) {
    String from = one.toLowerCase(Locale.ROOT).strip();
    String to = other.toLowerCase(Locale.ROOT).strip();
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[to.length()];
  }
}
