package dev.hebb.training.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.hebb.training.TrainingException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.regex.Pattern;

/** A CSV file while it is read. */
final class CsvFile {
  private static final int BUFFER = 1 << 16;

  // What the parser says of the line, which is said already.
  private static final Pattern PLACE = Pattern.compile(" \\(record starting at line \\d+\\)|\\.$");

  private final Csv csv;
  private final Path path;

  CsvFile(Csv csv) {
    this.csv = csv;
    this.path = csv.path();
  }

  private record State(long size, FileTime changed) {
    static State of(Path path) throws IOException {
      return new State(Files.size(path), Files.getLastModifiedTime(path));
    }
  }

  Table read(Columns columns) {
    try (CsvRows rows = new CsvRows(csv, columns)) {
      State before = State.of(path);
      try (InputStream in = unmarked(new BufferedInputStream(Files.newInputStream(path), BUFFER));
          CsvReader<CsvRows> records = records(rows, reader(in))) {
        for (Iterator<CsvRows> each = records.iterator(); each.hasNext(); ) {
          each.next();
        }
      } catch (UncheckedIOException | CsvParseException broken) {
        throw broken(rows.line(), broken);
      }
      if (!State.of(path).equals(before)) {
        throw new TrainingException(
            "%s: expected a file that stays as it is, got one that changed while it was read. Read it again when it is complete."
                .formatted(path));
      }
      return rows.table();
    } catch (IOException unreadable) {
      throw IdxFile.unreadable(path.toString(), unreadable);
    }
  }

  private CsvReader<CsvRows> records(CsvRows rows, Reader reader) {
    return CsvReader.builder()
        .fieldSeparator(csv.separator())
        .quoteCharacter(csv.quote())
        .build(rows, reader);
  }

  private Reader reader(InputStream in) {
    return new EndMark(
        new InputStreamReader(
            in,
            csv.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  private static InputStream unmarked(InputStream raw) throws IOException {
    InputStream in = IdxFile.unpacked(raw);
    in.mark(3);
    byte[] mark = in.readNBytes(3);
    boolean marked =
        mark.length == 3
            && mark[0] == (byte) 0xEF
            && mark[1] == (byte) 0xBB
            && mark[2] == (byte) 0xBF;
    if (!marked) {
      in.reset();
    }
    return in;
  }

  private RuntimeException broken(long line, RuntimeException broken) {
    Throwable cause = broken;
    while (!(cause instanceof TrainingException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof TrainingException said) {
      return said;
    }
    if (cause instanceof CharacterCodingException) {
      return new TrainingException(
          "%s: after line %,d: expected characters in %s, got bytes that are none. Say in which they are: charset(...)."
              .formatted(path, line, csv.charset()),
          broken);
    }
    return new TrainingException(
        "%s: line %,d: could not be read: %s. Mend the file."
            .formatted(
                path, line, PLACE.matcher(String.valueOf(cause.getMessage())).replaceAll("")),
        broken);
  }
}
