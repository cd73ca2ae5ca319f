package dev.hebb.training.data;

import dev.hebb.training.TrainingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of comma-separated values (RFC 4180), packed with gzip or not. Fields may be quoted, and
 * have separators and line ends within; lines end with LF, CRLF or CR; empty lines are passed over.
 *
 * @param separator between two fields
 * @param quote around a field
 * @param charset of the file; a byte order mark of UTF-8 is passed over
 * @param point what stands before decimals
 * @param names of the columns; none if the first line says them
 * @param missing fields that mean that there is nothing, beside empty ones
 * @param spoolFolder where rows go that do not fit into memory
 */
public record Csv(
    Path path,
    char separator,
    char quote,
    Charset charset,
    char point,
    List<String> names,
    List<String> missing,
    Path spoolFolder) {
  public Csv {
    names = List.copyOf(names);
    missing = List.copyOf(missing);
    if (separator == quote || separator == '\n' || separator == '\r') {
      throw new TrainingException(
          "%s: expected a separator that is neither the quote nor a line's end, got '%s'."
              .formatted(path, Character.getName(separator)));
    }
    if (separator == point) {
      throw new TrainingException(
          "%s: expected a separator other than what stands before decimals, got '%s' for both. Say separator(';') first."
              .formatted(path, point));
    }
  }

  /** Commas between, {@code "} around, UTF-8, and names in the first line. */
  public static Csv of(Path path) {
    return new Csv(
        path, ',', '"', StandardCharsets.UTF_8, '.', List.of(), List.of(), Spool.folder());
  }

  /** Between two fields, such as {@code ';'} or {@code '\t'}. */
  public Csv separator(char other) {
    return new Csv(path, other, quote, charset, point, names, missing, spoolFolder);
  }

  /** Around a field; twice within it where it is meant. */
  public Csv quote(char other) {
    return new Csv(path, separator, other, charset, point, names, missing, spoolFolder);
  }

  /** In which characters are written. Bytes that are none are refused. */
  public Csv charset(Charset other) {
    return new Csv(path, separator, quote, other, point, names, missing, spoolFolder);
  }

  /**
   * Numbers are written {@code 1,5}. Nothing stands between thousands: {@code 1.234} is refused.
   */
  public Csv decimalComma() {
    return new Csv(path, separator, quote, charset, ',', names, missing, spoolFolder);
  }

  /** The columns' names, where the first line is a row already. */
  public Csv names(String... columns) {
    return new Csv(path, separator, quote, charset, point, List.of(columns), missing, spoolFolder);
  }

  /** Fields that mean that there is nothing, such as {@code "NA"}, beside empty ones. */
  public Csv missing(String... fields) {
    return new Csv(path, separator, quote, charset, point, names, List.of(fields), spoolFolder);
  }

  /** Rows that do not fit into memory go there; else to where {@code java.io.tmpdir} says. */
  public Csv spoolTo(Path folder) {
    return new Csv(path, separator, quote, charset, point, names, missing, folder);
  }

  /**
   * Reads the file once. Columns that are not named are passed over.
   *
   * @throws TrainingException when the file is not there or is none, a column is not in it, or a
   *     field is not what its column says; the text names the line on which the row begins
   */
  public Table read(Columns columns) {
    return new CsvFile(this).read(columns);
  }
}
