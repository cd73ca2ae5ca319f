package dev.hebb.cli.predict;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.hebb.cli.report.ToolException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A file of comma-separated values, to be fed row by row.
 *
 * @param path "-" for what is piped in
 * @param separator between two fields
 * @param header whether the first line names the columns
 * @param columns those that are fed, in this order; none for all
 */
public record CsvInput(Path path, char separator, boolean header, List<String> columns) {
  private static final Path PIPED = Path.of("-");

  public CsvInput {
    columns = List.copyOf(columns);
  }

  /** Something that takes the fields of a row. */
  public interface Sink {
    /**
     * Before the first row.
     *
     * @param names of the fields; none where the file has no header
     */
    void begin(List<String> names);

    /**
     * Each row.
     *
     * @param line on which it begins
     */
    void row(long line, List<String> fields);
  }

  /** Reads all rows. */
  public void into(Sink sink) {
    try (Reader reader = reader();
        CsvReader<CsvRecord> records =
            CsvReader.builder()
                .fieldSeparator(separator)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(reader)) {
      Iterator<CsvRecord> each = records.iterator();
      if (!each.hasNext()) {
        throw new ToolException("%s: expected rows, got an empty file.".formatted(name()));
      }
      CsvRecord first = each.next();
      List<String> names = header ? named(first) : List.of();
      List<Integer> chosen = chosen(names, first.getFieldCount());
      sink.begin(chosen.stream().filter(i -> header).map(names::get).toList());
      int width = first.getFieldCount();
      if (!header) {
        row(first, width, chosen, sink);
      }
      while (each.hasNext()) {
        row(each.next(), width, chosen, sink);
      }
    } catch (NoSuchFileException missing) {
      throw new ToolException("%s: there is no such file.".formatted(path), missing);
    } catch (IOException | UncheckedIOException | CsvParseException broken) {
      throw new ToolException("%s: cannot be read (%s).".formatted(name(), reason(broken)), broken);
    }
  }

  private static String reason(Exception broken) {
    Throwable said = broken.getCause() == null ? broken : broken.getCause();
    return said.getMessage();
  }

  private Reader reader() throws IOException {
    return path.equals(PIPED)
        ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
        : Files.newBufferedReader(path);
  }

  /** What messages call it. */
  public String name() {
    return path.equals(PIPED) ? "standard input" : String.valueOf(path.getFileName());
  }

  private static List<String> named(CsvRecord first) {
    List<String> names = new ArrayList<>(first.getFields());
    if (!names.isEmpty()) {
      names.set(0, names.get(0).replaceFirst("^\uFEFF", ""));
    }
    names.replaceAll(String::strip);
    return names;
  }

  private List<Integer> chosen(List<String> names, int width) {
    List<Integer> chosen = new ArrayList<>();
    for (String column : columns) {
      int at = names.indexOf(column);
      if (at < 0) {
        throw new ToolException(
            "%s: expected a column \"%s\", got %s. Name one of these in --columns."
                .formatted(name(), column, header ? names : "a file without a header"));
      }
      chosen.add(at);
    }
    for (int i = 0; columns.isEmpty() && i < width; i++) {
      chosen.add(i);
    }
    return chosen;
  }

  private void row(CsvRecord record, int width, List<Integer> chosen, Sink sink) {
    if (record.getFieldCount() == 1 && record.getField(0).isEmpty()) {
      return;
    }
    long line = record.getStartingLineNumber();
    if (record.getFieldCount() != width) {
      throw new ToolException(
          "%s: line %s: expected %s fields, got %s. Mend the line, or say what stands between fields: --separator."
              .formatted(name(), line, width, record.getFieldCount()));
    }
    sink.row(line, chosen.stream().map(record::getField).toList());
  }
}
