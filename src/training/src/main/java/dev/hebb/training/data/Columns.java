package dev.hebb.training.data;

import dev.hebb.training.TrainingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which columns of a table are a network's inputs and targets. All columns of one input lie side by
 * side: float32 {@code [rows, numbers]}, or int64 where they are whole numbers and categories. A
 * target that is one whole number or category is a label: int64 {@code [rows]}.
 *
 * <p>What is not said (categories, means, medians) is found in the rows that are read. {@link
 * Table#columns()} has it then: other files that are read with those become the same numbers.
 *
 * @param inputs one for each of the network's inputs
 * @param targets one for each of its outputs
 * @param weights how much each row counts, for all outputs or for each: a number; none if all alike
 * @param skipped what {@link Column#others()} leaves out
 */
public record Columns(
    List<List<Column>> inputs,
    List<List<Column>> targets,
    List<List<Column>> weights,
    List<String> skipped) {
  public Columns {
    inputs = inputs.stream().map(List::copyOf).toList();
    targets = targets.stream().map(List::copyOf).toList();
    weights = weights.stream().map(List::copyOf).toList();
    skipped = List.copyOf(skipped);
    inputs.forEach(Columns::alike);
    targets.forEach(Columns::alike);
  }

  /** The columns of the first input, for most networks the only one. */
  public static Columns of(Column... input) {
    return new Columns(List.of(List.of(input)), List.of(), List.of(), List.of());
  }

  /** The columns of one more input. */
  public Columns input(Column... more) {
    return new Columns(with(inputs, List.of(more)), targets, weights, skipped);
  }

  /** The columns of one more target. */
  public Columns target(Column... more) {
    return new Columns(inputs, with(targets, List.of(more)), weights, skipped);
  }

  /** How much each row counts in the loss, at least 0: for all outputs, or said once for each. */
  public Columns weight(NumberColumn column) {
    return new Columns(inputs, targets, with(weights, List.of(column)), skipped);
  }

  /** What {@link Column#others()} leaves out, such as a row's number. */
  public Columns skip(String... names) {
    return new Columns(
        inputs,
        targets,
        weights,
        Stream.concat(skipped.stream(), Stream.of(names)).distinct().toList());
  }

  /** The inputs alone, to read rows whose targets nobody knows. */
  public Columns withoutTargets() {
    return new Columns(inputs, List.of(), List.of(), skipped);
  }

  /**
   * The names of the classes that the first target tells apart; a label is a place in this list.
   *
   * @throws TrainingException when the target is no category, or its categories are not known yet
   */
  public List<String> labels() {
    if (!targets.isEmpty()
        && targets.get(0).size() == 1
        && targets.get(0).get(0) instanceof CategoryColumn category
        && !category.categories().isEmpty()) {
      return category.labels();
    }
    throw new TrainingException(
        "columns: expected a target that is a category, and its categories to be known, got %s. Ask the columns of a table that was read."
            .formatted(
                targets.isEmpty()
                    ? "none"
                    : targets.get(0).stream()
                        .map(Columns::said)
                        .collect(Collectors.joining(", "))));
  }

  /** These as JSON, to be read again by {@link #ofJson}. */
  public String toJson() {
    return ColumnsJson.write(this);
  }

  /**
   * What {@link #toJson} said.
   *
   * @throws TrainingException when it is no such text
   */
  public static Columns ofJson(String json) {
    return ColumnsJson.read("columns", json);
  }

  /** Writes them as JSON; whole or not at all. */
  public void write(Path path) {
    ColumnsJson.write(this, path);
  }

  /**
   * What {@link #write} wrote.
   *
   * @throws TrainingException when it is not there or is no such file
   */
  public static Columns read(Path path) {
    return ColumnsJson.read(path);
  }

  private static <T> List<T> with(List<T> list, T more) {
    return Stream.concat(list.stream(), Stream.of(more)).toList();
  }

  private static void alike(List<Column> group) {
    if (group.isEmpty()) {
      throw new TrainingException(
          "columns: expected at least one column in each input and target.");
    }
    for (Column column : group) {
      boolean mixed = whole(column) != whole(group.get(0));
      if (mixed || (column instanceof TextColumn && group.size() > 1)) {
        throw new TrainingException(
            "columns: expected numbers of one type side by side, got %s and %s. Give one of them an input of its own%s."
                .formatted(
                    said(group.get(0)),
                    said(mixed ? column : group.get(1)),
                    group.stream().anyMatch(CategoryColumn.class::isInstance)
                        ? ", or say oneHot()"
                        : ""));
      }
    }
  }

  static boolean whole(Column column) {
    return column instanceof WholeColumn
        || column instanceof TextColumn
        || (column instanceof CategoryColumn category
            && category.form() == CategoryColumn.Form.INDEX);
  }

  private static String said(Column column) {
    if (column instanceof NumberColumn number) {
      return "number(\"%s\")".formatted(number.name());
    }
    if (column instanceof WholeColumn whole) {
      return "whole(\"%s\")".formatted(whole.name());
    }
    if (column instanceof CategoryColumn category) {
      return "category(\"%s\")".formatted(category.name());
    }
    return column instanceof TextColumn text ? "text(\"%s\")".formatted(text.name()) : "others()";
  }

  /** What the columns of a table are called, all of them. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    all().stream()
        .filter(column -> !(column instanceof OtherColumns))
        .forEach(column -> names.add(name(column)));
    return names;
  }

  static String name(Column column) {
    if (column instanceof NumberColumn number) {
      return number.name();
    }
    if (column instanceof WholeColumn whole) {
      return whole.name();
    }
    if (column instanceof CategoryColumn category) {
      return category.name();
    }
    return ((TextColumn) column).name();
  }

  /** Those of a table that has these columns, each named. */
  Columns in(String source, List<String> there) {
    for (String name : names()) {
      if (!there.contains(name)) {
        throw new TrainingException(
            "%s: expected a column \"%s\", got %s.%s"
                .formatted(source, name, there, Nearest.advice(name, there)));
      }
    }
    Set<String> taken = new HashSet<>(names());
    taken.addAll(skipped);
    List<String> others = there.stream().filter(name -> !taken.contains(name)).toList();
    if (others.isEmpty() && all().stream().anyMatch(OtherColumns.class::isInstance)) {
      throw new TrainingException(
          "%s: others(): expected at least one column that is named nowhere else, got %s. Leave it out."
              .formatted(source, there));
    }
    UnaryOperator<List<Column>> named =
        group ->
            group.stream()
                .flatMap(
                    column ->
                        column instanceof OtherColumns all
                            ? all.named(others).stream()
                            : Stream.of(column))
                .toList();
    Columns found =
        new Columns(
            inputs.stream().map(named).toList(),
            targets.stream().map(named).toList(),
            weights,
            skipped);
    for (String name : found.names()) {
      if (there.indexOf(name) != there.lastIndexOf(name)) {
        throw new TrainingException(
            "%s: expected one column \"%s\", got several in %s. Rename all but one."
                .formatted(source, name, there));
      }
    }
    return found;
  }

  private Stream<List<Column>> groups() {
    return Stream.of(inputs, targets, weights).flatMap(List::stream);
  }

  /** All of them, in the order of inputs, targets and weights. */
  List<Column> all() {
    return groups().flatMap(List::stream).toList();
  }

  /** These with others in their places. */
  Columns with(List<Column> others) {
    List<List<Column>> groups = new ArrayList<>();
    int at = 0;
    for (List<Column> group : groups().toList()) {
      groups.add(others.subList(at, at + group.size()));
      at += group.size();
    }
    int cut = inputs.size() + targets.size();
    return new Columns(
        groups.subList(0, inputs.size()),
        groups.subList(inputs.size(), cut),
        groups.subList(cut, groups.size()),
        skipped);
  }
}
