package dev.hebb.gallery;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A bundled table whose last column names each row's class; see SOURCE.md beside the files.
 *
 * @param columns the names of the measurements
 * @param labels the names of the classes, in the order in which they first occur
 * @param data measurements {@code [rows, columns]} and labels, int64 {@code [rows]}, class by class
 */
record Table(List<String> columns, List<String> labels, Dataset data) {
  Table {
    columns = List.copyOf(columns);
    labels = List.copyOf(labels);
  }

  /** Four lengths, in cm, of 150 flowers of three kinds of iris. */
  static Table iris() {
    return read("iris.csv");
  }

  /** Thirteen measurements of 178 wines from three growers. */
  static Table wine() {
    return read("wine.csv");
  }

  private static Table read(String file) {
    List<String> header = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    try (InputStream bytes = Table.class.getResourceAsStream(file);
        CsvReader<NamedCsvRecord> records =
            CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      for (NamedCsvRecord row : records) {
        if (header.isEmpty()) {
          header.addAll(row.getHeader());
        }
        int last = row.getFieldCount() - 1;
        if (!labels.contains(row.getField(last))) {
          labels.add(row.getField(last));
        }
        classes.add(labels.indexOf(row.getField(last)));
        float[] numbers = new float[last];
        for (int i = 0; i < last; i++) {
          numbers[i] = Float.parseFloat(row.getField(i));
        }
        rows.add(numbers);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          file + ": could not be read: " + unreadable.getMessage(), unreadable);
    }
    long[] indices = classes.stream().mapToLong(Integer::longValue).toArray();
    Dataset data =
        Dataset.of(Tensor.of(rows.toArray(float[][]::new)), Tensor.of(indices, indices.length));
    return new Table(header.subList(0, header.size() - 1), labels, data);
  }
}
