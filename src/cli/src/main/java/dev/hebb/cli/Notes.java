package dev.hebb.cli;

import dev.hebb.cli.report.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A file's notes, the long ones short. */
final class Notes {
  private static final int SHORT = 80;
  private static final String GOLDEN = "hebb.golden.";

  private Notes() {}

  /**
   * Told.
   *
   * @param all whether people see all of each, and the golden vectors; programs always do
   */
  static List<Fact> of(Map<String, String> notes, boolean all) {
    List<Fact> facts = new ArrayList<>();
    notes.forEach(
        (key, value) -> {
          boolean vector = key.startsWith(GOLDEN) && Character.isDigit(key.charAt(GOLDEN.length()));
          if (vector && !all) {
            facts.add(Fact.silent(key, value));
          } else {
            facts.add(Fact.of(key, value, all || value.length() <= SHORT ? value : cut(value)));
          }
        });
    return facts;
  }

  private static String cut(String value) {
    String length = Sizes.count(value.length(), "character");
    return "%s ... (%s)".formatted(value.substring(0, SHORT - length.length()), length);
  }
}
