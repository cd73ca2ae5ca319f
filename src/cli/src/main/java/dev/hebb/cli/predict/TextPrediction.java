package dev.hebb.cli.predict;

import dev.hebb.cli.report.Cell;
import dev.hebb.cli.report.Column;
import dev.hebb.text.Tag;
import dev.hebb.text.TextPredictor;
import dev.hebb.text.TextPredictorOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Feeds texts.
 *
 * @param tagged whether the model says something of each token
 * @param top how many labels of each text
 */
public record TextPrediction(TextPredictorOptions options, boolean tagged, int top) {

  /** An answer for each text: labels, a label for each token, or a text. */
  public Rows of(Path model, List<String> texts) {
    try (TextPredictor predictor = options.open(model)) {
      if (predictor.labels().isEmpty()) {
        return rows(
            texts, Column.of("answer"), predictor.text(texts).stream().map(Cell::of).toList());
      }
      if (tagged) {
        List<List<Tag>> tags = predictor.tags(texts);
        return rows(texts, Column.of("tags"), tags.stream().map(TextPrediction::tags).toList());
      }
      return labels(texts, predictor.probabilities(texts));
    }
  }

  private static Rows rows(List<String> texts, Column column, List<Cell> answers) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      rows.add(List.of(Cell.of(texts.get(i)), answers.get(i)));
    }
    return new Rows(List.of(Column.of("text"), column), rows);
  }

  private static Cell tags(List<Tag> tags) {
    List<Object> json = new ArrayList<>();
    for (Tag tag : tags) {
      json.add(Map.of("token", tag.token(), "label", tag.label()));
    }
    return Cell.of(
        json,
        tags.stream().map(tag -> tag.token() + "/" + tag.label()).collect(Collectors.joining(" ")));
  }

  private Rows labels(List<String> texts, List<Map<String, Float>> said) {
    if (top > 1) {
      return rows(texts, Column.of("labels"), said.stream().map(this::ranked).toList());
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Map.Entry<String, Float> best =
          Collections.max(said.get(i).entrySet(), Map.Entry.comparingByValue());
      rows.add(
          List.of(Cell.of(texts.get(i)), Cell.of(best.getKey()), Figure.score(best.getValue())));
    }
    return new Rows(List.of(Column.of("text"), Column.of("label"), Column.number("score")), rows);
  }

  private Cell ranked(Map<String, Float> said) {
    Map<String, Object> first = new LinkedHashMap<>();
    said.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(top)
        .forEach(each -> first.put(each.getKey(), each.getValue()));
    return OutputReader.scored(first);
  }
}
