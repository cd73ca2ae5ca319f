package dev.hebb.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that a command has to say. Immutable. */
public record Answer(List<Part> parts) {
  public Answer {
    parts = List.copyOf(parts);
  }

  /** Of these, in this order. */
  public static Answer of(Part... parts) {
    return new Answer(List.of(parts));
  }

  /** The same and one more. */
  public Answer with(Part part) {
    List<Part> more = new ArrayList<>(parts);
    more.add(part);
    return new Answer(more);
  }

  /** The first table, which is what goes into a CSV file. */
  public Optional<Table> table() {
    return parts.stream().filter(Table.class::isInstance).map(Table.class::cast).findFirst();
  }

  /**
   * For people.
   *
   * @param colours whether a terminal shows it
   */
  public String text(boolean colours) {
    return new TextReport(colours).of(this);
  }

  /** For programs. */
  public String json() {
    return JsonReport.of(this) + "\n";
  }
}
