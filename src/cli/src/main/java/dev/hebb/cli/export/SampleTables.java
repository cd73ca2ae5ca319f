package dev.hebb.cli.export;

import dev.hebb.cli.predict.CsvInput;
import dev.hebb.cli.report.ToolException;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Port;
import dev.hebb.graph.Samples;
import dev.hebb.graph.Tensor;
import dev.hebb.text.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables as rows for a model: its inputs one number after the other, and behind them what is
 * wanted.
 */
record SampleTables(Axes axes) {
  /** Reads one. */
  Samples read(CsvInput table, boolean wanted) {
    for (Port port : axes.model().graph().inputs()) {
      if (port.value().type() == DataType.UINT8) {
        throw new ToolException(
            "%s: \"%s\" takes pictures as they are, which no table has. Calibrate by a folder of them."
                .formatted(table.name(), port.name()));
      }
    }
    Collector rows = new Collector(table, wanted);
    table.into(rows);
    List<Tensor> inputs = new ArrayList<>();
    int from = 0;
    for (Port port : axes.model().graph().inputs()) {
      int width = width(port);
      inputs.add(rows.tensor(port, from, width));
      from += width;
    }
    return Samples.of(inputs, wanted ? List.of(rows.targets(from)) : List.of());
  }

  private int width(Port port) {
    long width = 1;
    long[] dims = axes.dims(port);
    for (int axis = 1; axis < dims.length; axis++) {
      width *= dims[axis];
    }
    return Math.toIntExact(width);
  }

  /** Takes the rows of a table. */
  private final class Collector implements CsvInput.Sink {
    private final CsvInput table;
    private final boolean wanted;
    private final List<double[]> rows = new ArrayList<>();
    private List<String> names = List.of();

    Collector(CsvInput table, boolean wanted) {
      this.table = table;
      this.wanted = wanted;
    }

    @Override
    public void begin(List<String> columns) {
      names = columns;
    }

    @Override
    public void row(long line, List<String> fields) {
      int fed = axes.model().graph().inputs().stream().mapToInt(SampleTables.this::width).sum();
      if (fields.size() < (wanted ? fed + 1 : fed)) {
        throw new ToolException(
            "%s: expected %s columns that are fed%s, got %s."
                .formatted(table.name(), fed, wanted ? " and what is wanted" : "", fields.size()));
      }
      int columns = wanted ? fields.size() : fed;
      double[] numbers = new double[fields.size()];
      for (int i = 0; i < columns; i++) {
        numbers[i] = number(fields.get(i).strip(), line, names.get(i), i >= fed);
      }
      rows.add(numbers);
    }

    private double number(String field, long line, String column, boolean target) {
      try {
        return Double.parseDouble(field);
      } catch (NumberFormatException noNumber) {
        int label = target ? labels().indexOf(field) : -1;
        if (label >= 0) {
          return label;
        }
        throw new ToolException(
            "%s: line %s, column \"%s\": expected a number%s, got \"%s\"."
                .formatted(table.name(), line, column, target ? " or a label" : "", field),
            noNumber);
      }
    }

    private List<String> labels() {
      String note = "labels." + axes.model().graph().outputs().get(0).name();
      return axes.model().notes().containsKey(note)
          ? Labels.parse(axes.model().notes().get(note)).names()
          : List.of();
    }

    Tensor tensor(Port port, int from, int width) {
      long[] dims = axes.dims(port);
      dims[0] = rows.size();
      if (port.value().type() == DataType.INT64) {
        long[] numbers = new long[rows.size() * width];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = (long) rows.get(i / width)[from + i % width];
        }
        return Tensor.of(numbers, dims);
      }
      return Tensor.of(floats(from, width), dims);
    }

    Tensor targets(int from) {
      int width = names.size() - from;
      return Tensor.of(floats(from, width), rows.size(), width);
    }

    private float[] floats(int from, int width) {
      float[] numbers = new float[rows.size() * width];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) rows.get(i / width)[from + i % width];
      }
      return numbers;
    }
  }
}
