package dev.hebb.cli.predict;

import dev.hebb.cli.report.Cell;
import dev.hebb.cli.report.Column;
import java.util.List;

/** What a model answers, a row each. */
public record Rows(List<Column> columns, List<List<Cell>> rows) {
  public Rows {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}
