package dev.hebb.cli.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A table as comma-separated values (RFC 4180), names first; a list takes a column a number. */
public final class CsvReport {
  private CsvReport() {}

  /** With a line for the names of the columns. */
  public static String of(Table table) {
    int[] widths = widths(table);
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().build(text)) {
      writer.writeRecord(names(table.columns(), widths));
      for (List<Cell> row : table.rows()) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
          fields.addAll(fields(row.get(i), widths[i]));
        }
        writer.writeRecord(fields);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  // How many columns each takes; 0 for one that is no list.
  private static int[] widths(Table table) {
    int[] widths = new int[table.columns().size()];
    for (List<Cell> row : table.rows()) {
      for (int i = 0; i < widths.length; i++) {
        if (row.get(i).value() instanceof List<?> list) {
          widths[i] = Math.max(widths[i], list.size());
        }
      }
    }
    return widths;
  }

  private static List<String> names(List<Column> columns, int[] widths) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      String key = columns.get(i).key();
      if (widths[i] == 0) {
        names.add(key);
      }
      for (int place = 0; place < widths[i]; place++) {
        names.add("%s[%s]".formatted(key, place));
      }
    }
    return names;
  }

  private static List<String> fields(Cell cell, int width) {
    if (width == 0) {
      return List.of(cell.value() instanceof Map ? cell.text() : String.valueOf(cell.value()));
    }
    List<?> list = cell.value() instanceof List<?> values ? values : List.of(cell.value());
    List<String> fields = new ArrayList<>();
    for (int place = 0; place < width; place++) {
      fields.add(place < list.size() ? String.valueOf(list.get(place)) : "");
    }
    return fields;
  }
}
