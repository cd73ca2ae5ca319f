package dev.hebb.cli.predict;

import dev.hebb.cli.report.Cell;
import dev.hebb.cli.report.Column;
import dev.hebb.runtime.Element;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import dev.hebb.serving.Label;
import dev.hebb.serving.Ranker;
import dev.hebb.serving.Ranking;
import dev.hebb.text.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the outputs of a predictor row by row: labels or texts where the file has them, else
 * numbers.
 */
final class OutputReader {
  private static final String LABELS = "hebb.labels";

  private final Predictor predictor;
  private final List<String> names;
  private final Map<String, Ranker> rankers = new LinkedHashMap<>();
  private final Map<String, Tokenizer> written = new LinkedHashMap<>();
  private final int top;

  /**
   * @param output the one that is wanted; empty for all
   * @param top how many labels of each row
   */
  OutputReader(Predictor predictor, String output, int top) {
    this.predictor = predictor;
    this.top = top;
    this.names =
        output.isEmpty()
            ? predictor.outputs().stream().map(Output::name).toList()
            : List.of(predictor.output(output).name());
    Map<String, String> notes = predictor.metadata();
    boolean whole = predictor.outputs().size() == 1 && notes.containsKey(LABELS);
    for (String name : names) {
      if (whole || notes.containsKey(LABELS + "." + name)) {
        rankers.put(name, Ranker.of(predictor, name));
      }
      String tokenizer = notes.getOrDefault("hebb.text." + name, "");
      if (!tokenizer.isEmpty() && predictor.output(name).type() == Element.INT64) {
        written.put(name, Tokenizer.parse(tokenizer));
      }
    }
  }

  List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      if (rankers.containsKey(name)) {
        columns.add(Column.of(name));
        if (top == 1) {
          columns.add(Column.number(names.size() == 1 ? "score" : name + "_score"));
        }
      } else if (written.containsKey(name)) {
        columns.add(Column.of(name));
      } else {
        boolean one = predictor.output(name).rowLength() == 1;
        Column column = one ? Column.number(name) : Column.of(name);
        String unit = predictor.output(name).unit();
        columns.add(unit.isEmpty() ? column : column.titled(name + ", " + unit));
      }
    }
    return columns;
  }

  List<Cell> row(int row) {
    List<Cell> cells = new ArrayList<>();
    for (String name : names) {
      Output output = predictor.output(name);
      if (rankers.containsKey(name)) {
        cells.addAll(labels(rankers.get(name).rank(output, row), name));
      } else if (written.containsKey(name)) {
        cells.add(Cell.of(written.get(name).decode(tokens(output, row))));
      } else if (output.rowLength() == 1) {
        cells.add(Figure.of(value(output, row)));
      } else {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < output.rowLength(); i++) {
          values.add(value(output, row * output.rowLength() + i));
        }
        cells.add(Figure.of(values));
      }
    }
    return cells;
  }

  private List<Cell> labels(Ranking ranking, String output) {
    boolean some = predictor.metadata().containsKey("hebb.threshold." + output);
    if (some && ranking.passed().isEmpty()) {
      Cell none = Cell.of("");
      return top == 1 ? List.of(none, Figure.score((float) ranking.best().score())) : List.of(none);
    }
    if (top == 1) {
      Label best = some ? ranking.passed().get(0) : ranking.best();
      return List.of(Cell.of(best.name().strip()), Figure.score((float) best.score()));
    }
    return List.of(ranked(some ? ranking.passed() : ranking.labels()));
  }

  private Cell ranked(List<Label> labels) {
    Map<String, Object> scores = new LinkedHashMap<>();
    labels.stream()
        .limit(top)
        .forEach(label -> scores.put(label.name().strip(), (float) label.score()));
    return scored(scores);
  }

  /** Names with their scores: "bag 0.93, shirt 0.04". */
  static Cell scored(Map<String, Object> scores) {
    List<String> words = new ArrayList<>();
    scores.forEach((name, score) -> words.add(name + " " + Figure.scored(score)));
    return Cell.of(scores, String.join(", ", words));
  }

  private static long[] tokens(Output output, int row) {
    long[] tokens = new long[output.rowLength()];
    output.get(row, tokens);
    return tokens;
  }

  private static Object value(Output output, int index) {
    return switch (output.type()) {
      case FLOAT32, FLOAT16, BFLOAT16 -> output.get(index);
      case FLOAT64 -> output.getDouble(index);
      case INT64 -> output.getLong(index);
      case INT32 -> output.getInt(index);
      case INT16 -> (int) output.getShort(index);
      case INT8 -> (int) output.getByte(index);
      case UINT8 -> Byte.toUnsignedInt(output.getByte(index));
      case BOOL -> output.getBoolean(index);
      case STRING -> output.getString(index);
    };
  }

  static boolean isReal(Element type) {
    return type == Element.FLOAT32 || type == Element.FLOAT64 || type.isHalf();
  }
}
