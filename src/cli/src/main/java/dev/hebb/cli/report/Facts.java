package dev.hebb.cli.report;

import java.util.List;

/**
 * Facts, one a line.
 *
 * @param key of the object that holds them in JSON; empty where they stand in the answer itself
 */
public record Facts(String key, List<Fact> facts) implements Part {
  public Facts {
    facts = List.copyOf(facts);
  }

  /** In the answer itself. */
  public static Facts of(List<Fact> facts) {
    return new Facts("", facts);
  }
}
