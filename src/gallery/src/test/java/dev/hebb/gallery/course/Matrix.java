package dev.hebb.gallery.course;

import dev.hebb.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Weights in float64, a row for each number that comes out. */
record Matrix(List<Column> rows) {
  Matrix {
    rows = List.copyOf(rows);
  }

  /** All different, small enough for what grows without bound (relu) to stay near one. */
  static Matrix drawn(int rows, int columns, RandomGenerator random) {
    double scale = 1 / Math.sqrt(columns);
    return new Matrix(
        Stream.generate(
                () -> Column.drawn(columns, random).each(number -> (float) (scale * number)))
            .limit(rows)
            .toList());
  }

  /** The matrix times a column. */
  Column dot(Column x) {
    return new Column(rows.stream().mapToDouble(row -> row.times(x).stream().sum()).toArray());
  }

  /** Columns {@code from} (inclusive) to {@code to} (exclusive). */
  Matrix columns(int from, int to) {
    return new Matrix(
        rows.stream()
            .map(row -> new Column(IntStream.range(from, to).mapToDouble(row::get).toArray()))
            .toList());
  }

  Matrix negative() {
    return new Matrix(rows.stream().map(row -> row.each(number -> -number)).toList());
  }

  Matrix transposed() {
    return new Matrix(
        IntStream.range(0, rows.get(0).length())
            .mapToObj(i -> new Column(rows.stream().mapToDouble(row -> row.get(i)).toArray()))
            .toList());
  }

  /** As a layer's weight {@code [rows, columns]}, several of them one below the other. */
  static Tensor tensor(Matrix... parts) {
    List<Column> all = Arrays.stream(parts).flatMap(part -> part.rows.stream()).toList();
    return Column.tensor(all.toArray(Column[]::new)).reshaped(all.size(), all.get(0).length());
  }
}
