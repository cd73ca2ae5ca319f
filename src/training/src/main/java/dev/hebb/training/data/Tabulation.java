package dev.hebb.training.data;

import dev.hebb.training.TrainingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table while its rows are read, one after the other, field by field. */
final class Tabulation implements AutoCloseable {
  private final TableSource source;
  private final Columns columns;
  private final List<String> names;
  private final List<Cell> cells = new ArrayList<>();
  private final int[] offsets;
  // By field of the source: what is made of it.
  private final List<List<Cell>> byField = new ArrayList<>();
  private final Spool spool;
  private long number;
  private boolean dropped;
  private int droppedRows;
  private TrainingException wrong;

  /** Of a source with these columns. */
  Tabulation(TableSource source, Columns wanted, List<String> names) {
    this.source = source;
    this.names = List.copyOf(names);
    columns = wanted.in(source.name(), names);
    names.forEach(name -> byField.add(new ArrayList<>()));
    List<Column> all = columns.all();
    offsets = new int[all.size() + 1];
    for (int i = 0; i < all.size(); i++) {
      Cell cell = Cell.of(all.get(i), source.point());
      cells.add(cell);
      offsets[i + 1] = Math.addExact(offsets[i], cell.bytes());
      byField.get(names.indexOf(Columns.name(all.get(i)))).add(cell);
    }
    spool = new Spool(offsets[all.size()], source.folder());
  }

  int fields() {
    return names.size();
  }

  /** What is made of a field; nothing, if nobody asked for it. */
  List<Cell> cells(int field) {
    return byField.get(field);
  }

  /** A row begins. */
  void begin(long row) {
    number = row;
    dropped = false;
    wrong = null;
  }

  /** A field of the row. */
  void field(int field, char[] text, int offset, int length) {
    for (Cell cell : byField.get(field)) {
      try {
        cell.take(text, offset, length);
      } catch (Refusal refusal) {
        refused(field, refusal);
      } catch (RuntimeException failed) {
        throw new TrainingException(
            "%s: could not be read: %s.".formatted(place(field), failed), failed);
      }
    }
  }

  /** A field of the row that is a number already. */
  void field(int field, Number number) {
    for (Cell cell : byField.get(field)) {
      try {
        if (cell instanceof NumberCell plain) {
          plain.take(number.doubleValue());
        } else {
          char[] text = number.toString().toCharArray();
          cell.take(text, 0, text.length);
        }
      } catch (Refusal refusal) {
        refused(field, refusal);
      }
    }
  }

  /** A field of the row that has nothing. */
  void nothing(int field) {
    for (Cell cell : byField.get(field)) {
      try {
        dropped |= cell.takeNothing();
      } catch (Refusal refusal) {
        refused(field, refusal);
      }
    }
  }

  /** What is wrong with a field; said when the row ends, unless something worse is found. */
  void refused(int field, Refusal refusal) {
    if (wrong == null) {
      String advice = refusal.field().map(text -> " " + source.advice().formatted(text)).orElse("");
      wrong = new TrainingException(place(field) + ": " + refusal.getMessage() + advice);
    }
  }

  private String place(int field) {
    return "%s: %s %,d, column \"%s\""
        .formatted(source.name(), source.unit(), number, names.get(field));
  }

  /** The row is complete. */
  void end() {
    if (dropped) {
      droppedRows++;
      return;
    }
    if (wrong != null) {
      throw wrong;
    }
    var row = spool.next();
    for (Cell cell : cells) {
      cell.keep(row);
    }
  }

  /** All rows; to be closed instead of this. */
  Table table() {
    Packed rows = spool.packed();
    try {
      if (rows.rows() == 0) {
        throw new TrainingException(
            "%s: expected rows, got none%s."
                .formatted(
                    source.name(),
                    droppedRows == 0
                        ? ""
                        : ": in each of %,d something is missing".formatted(droppedRows)));
      }
      List<Column> fitted = new ArrayList<>();
      for (int i = 0; i < cells.size(); i++) {
        fitted.add(fitted(i, rows));
      }
      return new Table(
          source.name(),
          columns.with(fitted),
          cells,
          Arrays.copyOf(offsets, cells.size()),
          rows,
          droppedRows);
    } catch (RuntimeException failed) {
      rows.close();
      throw failed;
    }
  }

  private Column fitted(int cell, Packed rows) {
    try {
      return cells.get(cell).fitted(rows, offsets[cell]);
    } catch (Refusal refusal) {
      throw new TrainingException(
          "%s: column \"%s\": %s"
              .formatted(
                  source.name(), Columns.name(columns.all().get(cell)), refusal.getMessage()));
    }
  }

  @Override
  public void close() {
    spool.close();
  }
}
