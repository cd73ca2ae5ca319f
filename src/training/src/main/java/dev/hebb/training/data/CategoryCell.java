package dev.hebb.training.data;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A category: packed as the int32 that its name was given when it came first; -1 is unknown. */
final class CategoryCell implements Cell {
  private static final int MOST = 1_000_000;
  // So many are told in an error.
  private static final int TOLD = 10;

  private final CategoryColumn column;
  private final boolean given;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private String taken = "";
  // The place of each number among the fitted categories.
  private int[] places = {};
  private int width;

  CategoryCell(CategoryColumn column) {
    this.column = column;
    this.given = !column.categories().isEmpty();
    column.categories().forEach(this::number);
    if (!given && column.missing() == Missing.VALUE && !column.unknown()) {
      number(column.value()); // Is one even if nothing is missing here: it may be elsewhere.
    }
  }

  private int number(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    numbers.put(name, names.size());
    names.add(name);
    return names.size() - 1;
  }

  @Override
  public int bytes() {
    return Integer.BYTES;
  }

  @Override
  public void take(char[] text, int offset, int length) throws Refusal {
    take(new String(text, offset, length));
  }

  private void take(String name) throws Refusal {
    taken = name;
    if (given && !column.unknown() && !numbers.containsKey(name)) {
      throw new Refusal(
          "expected one of %s, got %s.%s Mend it, or take what is unknown: orUnknown()."
              .formatted(told(), Refusal.quoted(name), Nearest.advice(name, names)));
    }
    if (!given && names.size() == MOST && !numbers.containsKey(name)) {
      throw new Refusal(
          "expected at most %,d categories, got more. Give the categories, or leave the column out."
              .formatted(MOST));
    }
  }

  private String told() {
    return names.size() <= TOLD
        ? names.toString()
        : "%d categories, the first %s".formatted(names.size(), names.subList(0, TOLD));
  }

  @Override
  public boolean takeNothing() throws Refusal {
    if (column.missing() == Missing.REFUSE) {
      throw new Refusal(
          "expected a category, got nothing. Fill such gaps: category(\"%s\").or(\"none\"), or leave the rows out: orDropRow()."
              .formatted(column.name()));
    }
    if (column.missing() == Missing.DROP) {
      return true;
    }
    take(column.value());
    return false;
  }

  @Override
  public void keep(ByteBuffer row) {
    row.putInt(given ? numbers.getOrDefault(taken, -1) : number(taken));
  }

  @Override
  public CategoryColumn fitted(Packed rows, int offset) {
    List<String> sorted = new ArrayList<>(names);
    if (!given) {
      Collections.sort(sorted);
    }
    int first = column.unknown() ? 1 : 0;
    places = new int[names.size()];
    for (int place = 0; place < places.length; place++) {
      places[numbers.get(sorted.get(place))] = place + first;
    }
    width = column.form() == CategoryColumn.Form.ONE_HOT ? classes() : 1;
    return column.fitted(sorted);
  }

  /** How many categories there are, the unknown among them. */
  int classes() {
    return names.size() + (column.unknown() ? 1 : 0);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void read(ByteBuffer rows, int at, ByteBuffer into) {
    int number = rows.getInt(at);
    int place = number < 0 ? 0 : places[number];
    switch (column.form()) {
      case INDEX -> into.putLong(place);
      case NUMBER -> into.putFloat(place);
      case ONE_HOT -> {
        for (int i = 0; i < width; i++) {
          into.putFloat(i == place ? 1 : 0);
        }
      }
    }
  }
}
