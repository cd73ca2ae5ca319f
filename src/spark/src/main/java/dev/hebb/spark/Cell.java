package dev.hebb.spark;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import scala.collection.Iterator;
import scala.collection.Seq;

/** What a row has for one input. */
final class Cell {
  private static final double[] NO_NUMBERS = {};
  private static final byte[] NO_BYTES = {};

  private final double[] numbers;
  private final byte[] bytes;
  private final String text;
  private final List<Integer> sizes;

  private Cell(double[] numbers, byte[] bytes, String text, List<Integer> sizes) {
    this.numbers = numbers;
    this.bytes = bytes;
    this.text = text;
    this.sizes = sizes;
  }

  /** All of them; none where there are bytes or a text. */
  double[] numbers() {
    return numbers;
  }

  byte[] bytes() {
    return bytes;
  }

  String text() {
    return text;
  }

  /** Of the input's free axes. */
  List<Integer> sizes() {
    return sizes;
  }

  /**
   * Reads it; null where a number is.
   *
   * @throws ScoringException when there are not as many numbers as the input takes
   */
  static Cell read(Row row, int[] places, Slot input, List<String> columns, String model) {
    Object only = row.get(places[0]);
    if (places.length == 1 && only instanceof String text) {
      return new Cell(NO_NUMBERS, NO_BYTES, text, List.of());
    }
    if (places.length == 1 && only instanceof byte[] raw) {
      return sized(new Cell(NO_NUMBERS, raw, "", List.of()), raw.length, input, columns, model);
    }
    if (places.length == 1 && only instanceof Row image) {
      List<String> dims = input.dims();
      long channels = Long.parseLong(dims.get(dims.size() - 1));
      byte[] pixels = Pictures.read(image, columns.get(0), channels);
      return new Cell(NO_NUMBERS, pixels, "", pictureSizes(image, input, columns.get(0), model));
    }
    Numbers numbers = new Numbers();
    for (int place : places) {
      if (!numbers.add(row.get(place))) {
        return null;
      }
    }
    double[] all = numbers.toArray();
    return sized(new Cell(all, NO_BYTES, "", List.of()), all.length, input, columns, model);
  }

  private static List<Integer> pictureSizes(Row image, Slot input, String column, String model) {
    int height = Pictures.height(image);
    int width = Pictures.width(image);
    List<String> dims = input.dims();
    int axis = dims.size() - 3;
    boolean high = Slot.free(dims.get(axis)) || Long.parseLong(dims.get(axis)) == height;
    boolean wide = Slot.free(dims.get(axis + 1)) || Long.parseLong(dims.get(axis + 1)) == width;
    if (!high || !wide) {
      throw new ScoringException(
          "%s: column \"%s\": expected pictures of %s x %s for input \"%s\", got one of %d x %d."
              .formatted(
                  model, column, dims.get(axis), dims.get(axis + 1), input.name(), height, width));
    }
    return input.freeAxes().isEmpty()
        ? List.of()
        : List.of(height, width).subList(0, input.freeAxes().size());
  }

  // One free axis is as long as the numbers say.
  private static Cell sized(Cell cell, int count, Slot input, List<String> columns, String model) {
    long fixed = input.fixed();
    int free = input.freeAxes().size();
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
    List<Integer> sizes = free == 0 ? List.of() : List.of((int) (count / fixed));
    return new Cell(cell.numbers, cell.bytes, cell.text, sizes);
  }

  private static final class Numbers {
    private double[] all = new double[16];
    private int count;

    /** False where something is null. */
    boolean add(Object value) {
      if (value instanceof Number number) {
        put(number.doubleValue());
        return true;
      }
      if (value instanceof Boolean truth) {
        put(truth ? 1 : 0);
        return true;
      }
      if (value instanceof Vector vector) {
        for (double number : vector.toArray()) {
          put(number);
        }
        return true;
      }
      if (value instanceof Seq<?> sequence) {
        boolean whole = true;
        for (Iterator<?> each = sequence.iterator(); whole && each.hasNext(); ) {
          whole = add(each.next());
        }
        return whole;
      }
      return false;
    }

    private void put(double number) {
      if (count == all.length) {
        all = Arrays.copyOf(all, 2 * count);
      }
      all[count++] = number;
    }

    double[] toArray() {
      return Arrays.copyOf(all, count);
    }
  }
}
