package dev.hebb.text;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the places of an output's last axis stand for, in their order: {@code negative}, {@code
 * positive}.
 */
public record Labels(List<String> names) {
  private static final int MOST = 1 << 20;

  /**
   * Checks them.
   *
   * @throws TokenizerException when there is none, or one is empty or there twice
   */
  public Labels {
    names = List.copyOf(names);
    if (names.isEmpty() || names.size() > MOST) {
      throw new TokenizerException(
          "labels: expected 1 to %s, got %s. Name each place of the output's last axis."
              .formatted(MOST, names.size()));
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isEmpty() || !seen.add(name)) {
        throw new TokenizerException(
            "labels: expected names that differ, got \"%s\" %s. Give each label a name of its own."
                .formatted(Escapes.escape(name), name.isEmpty() ? "for one" : "twice"));
      }
    }
  }

  /** As they stand in a model's metadata: one a line. */
  public String note() {
    return String.join("\n", names.stream().map(Escapes::escape).toList());
  }

  /**
   * What {@link #note()} wrote.
   *
   * @throws TokenizerException when it did not
   */
  public static Labels parse(String note) {
    List<String> lines = List.of(note.split("\n", -1));
    String[] names = new String[lines.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = Escapes.unescape(lines.get(i), "line " + (i + 1));
    }
    return new Labels(List.of(names));
  }
}
