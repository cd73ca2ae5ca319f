package dev.hebb.cli.predict;

import dev.hebb.cli.report.Cell;
import dev.hebb.cli.report.Column;
import dev.hebb.cli.report.ToolException;
import dev.hebb.runtime.Input;
import dev.hebb.runtime.Predictor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Feeds the rows of a table, one number after the other into the inputs in their order. */
public final class CsvPrediction {
  private final Predictor predictor;
  private final OutputReader outputs;
  private final CsvInput table;
  private final List<List<Cell>> rows = new ArrayList<>();
  private List<Place> places = List.of();
  private int filled;

  /** Where a field goes. */
  private record Place(Input input, int index, String column) {
    Place called(String other) {
      return new Place(input, index, other);
    }
  }

  private CsvPrediction(Predictor predictor, CsvInput table, String output, int top) {
    this.predictor = predictor;
    this.table = table;
    this.outputs = new OutputReader(predictor, output, top);
  }

  /**
   * An answer for each row.
   *
   * @param output the one that is wanted; empty for all
   * @param top how many labels of each row
   */
  public static Rows of(Predictor predictor, CsvInput table, String output, int top) {
    CsvPrediction prediction = new CsvPrediction(predictor, table, output, top);
    table.into(prediction.new Feed());
    prediction.run();
    List<Column> columns = new ArrayList<>(List.of(Column.number("row")));
    columns.addAll(prediction.outputs.columns());
    return new Rows(columns, prediction.rows);
  }

  private final class Feed implements CsvInput.Sink {
    @Override
    public void begin(List<String> names) {
      places = places(names);
    }

    @Override
    public void row(long line, List<String> fields) {
      if (places.size() != fields.size()) {
        throw wrongCount(fields.size());
      }
      for (int i = 0; i < fields.size(); i++) {
        put(places.get(i), fields.get(i).strip(), line);
      }
      filled++;
      if (filled == predictor.inputs().get(0).rows()) {
        run();
      }
    }
  }

  // By name where the header has a name for each place, else in order.
  private List<Place> places(List<String> names) {
    List<Place> ordered = new ArrayList<>();
    for (Input input : predictor.inputs()) {
      for (int i = 0; i < input.rowLength(); i++) {
        String name = input.rowLength() == 1 ? input.name() : "%s[%s]".formatted(input.name(), i);
        ordered.add(new Place(input, i, name));
      }
    }
    List<String> wanted = ordered.stream().map(Place::column).toList();
    if (names.size() == ordered.size() && names.containsAll(wanted)) {
      return names.stream().map(name -> ordered.get(wanted.indexOf(name))).toList();
    }
    return IntStream.range(0, ordered.size())
        .mapToObj(
            i -> ordered.get(i).called(i < names.size() ? names.get(i) : Integer.toString(i + 1)))
        .toList();
  }

  private ToolException wrongCount(int got) {
    List<String> takes =
        predictor.inputs().stream()
            .map(input -> "\"%s\" %s".formatted(input.name(), input.shape()))
            .toList();
    return new ToolException(
        "%s: expected %s columns for %s, got %s. Name those to feed: --columns a,b; or give free axes another length: --dim NAME=N."
            .formatted(table.name(), places.size(), String.join(" and ", takes), got));
  }

  private void put(Place place, String field, long line) {
    Input input = place.input();
    int at = filled * input.rowLength() + place.index();
    try {
      switch (input.type()) {
        case FLOAT32, FLOAT16, BFLOAT16 -> input.set(at, Float.parseFloat(field));
        case FLOAT64 -> input.setDouble(at, Double.parseDouble(field));
        case INT64 -> input.setLong(at, Long.parseLong(field));
        case INT32 -> input.setInt(at, Integer.parseInt(field));
        case INT16 -> input.setShort(at, Short.parseShort(field));
        case INT8 -> input.setByte(at, Byte.parseByte(field));
        case UINT8 -> input.setByte(at, (byte) Integer.parseInt(field));
        case BOOL -> input.setBoolean(at, field.equals("1") || field.equalsIgnoreCase("true"));
        case STRING -> input.setString(at, field);
      }
    } catch (NumberFormatException noNumber) {
      String kind = OutputReader.isReal(input.type()) ? "a number" : "a whole number";
      throw new ToolException(
          "%s: line %s, column \"%s\": expected %s, got \"%s\". Mend it, or leave the column out: --columns."
              .formatted(table.name(), line, place.column(), kind, field),
          noNumber);
    }
  }

  // What is left in the last rows of a batch that is not full is computed and not read.
  private void run() {
    if (filled == 0) {
      return;
    }
    predictor.run();
    for (int row = 0; row < filled; row++) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(rows.size() + 1)));
      cells.addAll(outputs.row(row));
      rows.add(cells);
    }
    filled = 0;
  }
}
