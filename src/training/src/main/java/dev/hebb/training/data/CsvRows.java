package dev.hebb.training.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import dev.hebb.training.TrainingException;
import java.util.ArrayList;
import java.util.List;

/** Takes the fields of a CSV file as they are found, without a string for each. */
final class CsvRows extends AbstractBaseCsvCallbackHandler<CsvRows> implements AutoCloseable {
  private final Csv csv;
  private final Columns columns;
  private final char[][] missing;
  private final List<String> header = new ArrayList<>();
  private Tabulation table;
  private long line;
  private boolean ended;

  CsvRows(Csv csv, Columns columns) {
    this.csv = csv;
    this.columns = columns;
    this.missing = csv.missing().stream().map(String::toCharArray).toArray(char[][]::new);
    if (!csv.names().isEmpty()) {
      begin(csv.names());
    }
  }

  private void begin(List<String> names) {
    TableSource source =
        new TableSource(
            csv.path().toString(),
            "line",
            "Mend it, or say that it means that there is nothing: missing(%s).",
            csv.point(),
            csv.spoolFolder());
    table = new Tabulation(source, columns, names);
  }

  /** The line on which the row began that was read last. */
  long line() {
    return line;
  }

  @Override
  protected void handleBegin(long starting) {
    line = starting;
    if (table != null) {
      table.begin(starting);
    }
  }

  @Override
  protected void handleField(int field, char[] text, int offset, int length, boolean quoted) {
    if (length > 0 && text[offset + length - 1] == EndMark.MARK) {
      end(quoted);
    } else if (table == null) {
      header.add(new String(text, offset, length));
    } else if (field < table.fields() && !table.cells(field).isEmpty()) {
      if (length == 0 || missing(text, offset, length)) {
        table.nothing(field);
      } else {
        table.field(field, text, offset, length);
      }
    }
  }

  private void end(boolean quoted) {
    if (quoted) {
      throw new TrainingException(
          "%s: line %,d: expected each quote that is opened to be closed, got the end of the file. Close it, or say what quotes: quote(...)."
              .formatted(csv.path(), line));
    }
    ended = true;
  }

  private boolean missing(char[] text, int offset, int length) {
    for (char[] nothing : missing) {
      int same = 0;
      while (nothing.length == length && same < length && nothing[same] == text[offset + same]) {
        same++;
      }
      if (nothing.length == length && same == length) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected CsvRows buildRecord() {
    if (ended || getRecordType() != RecordType.DATA) {
      return null; // Passes it over.
    }
    if (table == null) {
      begin(header);
      return this;
    }
    if (getFieldCount() != table.fields()) {
      throw new TrainingException(
          "%s: line %,d: expected %d fields%s, got %d. Mend the line, or say what stands between fields: separator(...)."
              .formatted(
                  csv.path(),
                  line,
                  table.fields(),
                  csv.names().isEmpty() ? " as in the header" : ", one for each name",
                  getFieldCount()));
    }
    table.end();
    return this;
  }

  /** All rows; to be closed instead of this. */
  Table table() {
    if (table == null) {
      throw new TrainingException(
          "%s: expected a header and rows, got an empty file.".formatted(csv.path()));
    }
    return table.table();
  }

  @Override
  public void close() {
    if (table != null) {
      table.close();
    }
  }
}
