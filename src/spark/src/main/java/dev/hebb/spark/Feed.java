package dev.hebb.spark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What one input of a model is fed of a row. */
final class Feed {
  private final Slot input;
  private final int[] places;
  private final List<String> columns;
  private final String model;
  private final int free;
  private final long fixed;
  private final ArrayType array;

  /** One whose columns are in rows of this schema, or of Java's values where that is empty. */
  Feed(Slot input, int[] places, List<String> columns, StructType schema, String model) {
    this.input = input;
    this.places = places.clone();
    this.columns = columns;
    this.model = model;
    this.free = input.freeAxes().size();
    this.fixed = input.fixed();
    this.array =
        !schema.isEmpty() && schema.fields()[places[0]].dataType() instanceof ArrayType type
            ? type
            : DataTypes.createArrayType(DataTypes.NullType);
  }

  /**
   * One for each input.
   *
   * @param places where in a row the columns of each are
   * @param schema of rows whose arrays are {@link Held}; empty where they are Java's
   */
  static List<Feed> of(Plan plan, List<int[]> places, StructType schema) {
    List<Feed> feeds = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Slot input = plan.inputs().get(i);
      List<String> columns = plan.feeds().get(input.name());
      feeds.add(new Feed(input, places.get(i), columns, schema, plan.model().name()));
    }
    return feeds;
  }

  Slot input() {
    return input;
  }

  /** What is missing where {@link #read} finds nothing: {@code column "window" is null}. */
  String missing(Row row) {
    String column = columns.size() == 1 ? "\"" + columns.get(0) + "\"" : "one of " + columns;
    return row.get(places[0]) instanceof Row image
        ? "column %s has a picture that Spark could not read, %s".formatted(column, image.get(0))
        : "column %s is null".formatted(column);
  }

  /**
   * Reads it; empty where something is null, or is a picture that Spark could not read.
   *
   * @throws ScoringException when there are not as many numbers as the input takes
   */
  Optional<Cell> read(Row row) {
    if (places.length == 1) {
      Object only = row.get(places[0]);
      if (only instanceof String text) {
        return Optional.of(Cell.of(text));
      }
      if (only instanceof byte[] raw) {
        return Optional.of(Cell.of(ByteBuffer.wrap(raw), sizes(raw.length)));
      }
      if (only instanceof Held held) {
        return held((ArrayData) held.value());
      }
      if (only instanceof Row image) {
        return new Picture(image, columns.get(0)).cell(input, model);
      }
    }
    return numbers(row);
  }

  private Optional<Cell> held(ArrayData values) {
    int count = Numbers.count(values, array);
    Numbers numbers = Numbers.of(input.type(), count);
    return numbers.add(values, array)
        ? Optional.of(Cell.of(numbers.all(), sizes(count)))
        : Optional.empty();
  }

  private Optional<Cell> numbers(Row row) {
    int count = 0;
    for (int place : places) {
      if (row.isNullAt(place)) {
        return Optional.empty();
      }
      count += Numbers.count(row.get(place));
    }
    Numbers numbers = Numbers.of(input.type(), count);
    for (int place : places) {
      if (!numbers.add(row.get(place))) {
        return Optional.empty();
      }
    }
    return Optional.of(Cell.of(numbers.all(), sizes(count)));
  }

  // One free axis is as long as the numbers say.
  private List<Integer> sizes(int count) {
    boolean fits = free == 0 ? count == fixed : free == 1 && count > 0 && count % fixed == 0;
    if (!fits) {
      throw new ScoringException(
          "%s: column %s: expected %s numbers a row for input \"%s\" (%s), got %d."
              .formatted(
                  model,
                  columns.size() == 1 ? "\"" + columns.get(0) + "\"" : columns,
                  free == 0 ? fixed : "a multiple of " + fixed,
                  input.name(),
                  input,
                  count));
    }
    return free == 0 ? List.of() : List.of((int) (count / fixed));
  }
}
