package dev.hebb.cli.report;

import java.util.List;

/**
 * Rows of fields.
 *
 * @param key of the list that holds them in JSON
 * @param most how many of them people are shown
 * @param rest what people are told where there are more, after their number
 */
public record Table(String key, List<Column> columns, List<List<Cell>> rows, int most, String rest)
    implements Part {
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  public Table(String key, List<Column> columns, List<List<Cell>> rows) {
    this(key, columns, rows, Integer.MAX_VALUE, "");
  }

  /** The same, of which people are shown the first {@code count}. */
  public Table first(int count, String remedy) {
    return new Table(key, columns, rows, count, remedy);
  }
}
