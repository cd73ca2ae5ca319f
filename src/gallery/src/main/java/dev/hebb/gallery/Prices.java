package dev.hebb.gallery;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Daily closes of the S&amp;P 500, in index points; see SOURCE.md beside the file.
 *
 * @param dates trading days, ascending
 * @param closes as many
 */
record Prices(List<LocalDate> dates, List<Float> closes) {
  private static final String FILE = "sp500-close.csv";

  Prices {
    dates = List.copyOf(dates);
    closes = List.copyOf(closes);
  }

  static Prices read() {
    List<LocalDate> dates = new ArrayList<>();
    List<Float> closes = new ArrayList<>();
    try (InputStream bytes = Prices.class.getResourceAsStream(FILE);
        CsvReader<NamedCsvRecord> rows =
            CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      for (NamedCsvRecord row : rows) {
        dates.add(LocalDate.parse(row.getField("date")));
        closes.add(Float.parseFloat(row.getField("close")));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          FILE + ": could not be read: " + unreadable.getMessage(), unreadable);
    }
    return new Prices(dates, closes);
  }

  /** The closes themselves, in points. */
  float[] levels() {
    float[] levels = new float[closes.size()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = closes.get(i);
    }
    return levels;
  }

  /**
   * What each day brought, in per cent: 100·(close / the close before - 1). One shorter than the
   * days.
   */
  float[] returns() {
    float[] returns = new float[closes.size() - 1];
    for (int i = 0; i < returns.length; i++) {
      returns[i] = (float) (100 * (closes.get(i + 1) / (double) closes.get(i) - 1));
    }
    return returns;
  }

  /** The level that a return, in per cent, makes of another. */
  static double after(double level, double percent) {
    return level * (1 + percent / 100);
  }
}
