package dev.hebb.cli;

import dev.hebb.cli.file.Anatomy;
import dev.hebb.cli.file.Border;
import dev.hebb.cli.file.OnnxFile;
import dev.hebb.cli.file.Step;
import dev.hebb.cli.report.Answer;
import dev.hebb.cli.report.Cell;
import dev.hebb.cli.report.Column;
import dev.hebb.cli.report.Fact;
import dev.hebb.cli.report.Facts;
import dev.hebb.cli.report.Table;
import dev.hebb.cli.report.Title;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is in an ONNX file, told. */
final class OnnxFacts {
  static final int MOST = 50;
  static final String REST = "--all shows them.";

  private OnnxFacts() {}

  /**
   * Told.
   *
   * @param all whether people see all nodes and notes
   */
  static Answer of(OnnxFile file, boolean all) {
    Anatomy anatomy = Anatomy.of(file);
    return Answer.of(
        new Title(file.name()),
        Facts.of(facts(file, anatomy)),
        Border.table("inputs", "input", Border.inputs(file)),
        Border.table("outputs", "output", Border.outputs(file)),
        operators(anatomy),
        nodes(anatomy).first(all ? Integer.MAX_VALUE : MOST, REST),
        new Facts("notes", Notes.of(file.notes(), all)));
  }

  private static List<Fact> facts(OnnxFile file, Anatomy anatomy) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("file", file.name(), "graph", file.model().getGraph().getName()));
    facts.add(new Fact("bytes", file.bytes(), "size", Sizes.bytes(file.bytes())));
    String producer = file.producer();
    facts.add(
        new Fact(
            "producer", producer, "written by", producer.isEmpty() ? "it does not say" : producer));
    Map<String, Long> opsets = file.opsets();
    facts.add(
        new Fact(
            "opsets",
            opsets,
            "operator set",
            opsets.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "))));
    facts.add(
        new Fact("ir", file.model().getIrVersion(), "format", "IR " + file.model().getIrVersion()));
    String trained = file.notes().getOrDefault("hebb.parameters", "");
    if (trained.matches("\\d{1,18}")) {
      facts.add(Fact.of("parameters", Long.parseLong(trained)));
    }
    facts.add(
        new Fact(
            "numbers",
            anatomy.numbers(),
            "holds",
            "%s in %s, %s"
                .formatted(
                    Sizes.count(anatomy.numbers(), "number"),
                    Sizes.count(anatomy.tensors(), "tensor"),
                    Sizes.bytes(anatomy.bytes()))));
    facts.add(new Fact("digest", seal(file), "digest", seal(file)));
    return facts;
  }

  private static String seal(OnnxFile file) {
    return switch (file.seal()) {
      case INTACT -> "intact";
      case BROKEN -> "broken: the file was changed after it was exported";
      case ABSENT -> "none";
    };
  }

  private static Table operators(Anatomy anatomy) {
    return new Table(
        "operators",
        List.of(Column.of("operator"), Column.number("nodes")),
        anatomy.operators().entrySet().stream()
            .map(each -> List.of(Cell.of(each.getKey()), Cell.of(each.getValue())))
            .toList());
  }

  private static Table nodes(Anatomy anatomy) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Step step : anatomy.steps()) {
      String shapes =
          step.shapes().stream().filter(each -> !each.isEmpty()).collect(Collectors.joining(" "));
      rows.add(
          List.of(
              Cell.of(step.name(), "  ".repeat(step.depth()) + step.name()),
              Cell.of(step.operator()),
              Cell.of(step.shapes(), shapes),
              Cell.of(
                  step.parameters(),
                  step.parameters() == 0 ? "" : Cell.of(step.parameters()).text())));
    }
    List<Column> columns =
        List.of(
            Column.of("name").titled("node"),
            Column.of("operator"),
            Column.of("shapes").titled("output"),
            Column.number("numbers"));
    boolean shaped = rows.stream().anyMatch(row -> !row.get(2).text().isEmpty());
    if (!shaped) {
      columns = List.of(columns.get(0), columns.get(1), columns.get(3));
      rows.replaceAll(row -> List.of(row.get(0), row.get(1), row.get(3)));
    }
    return new Table("nodes", columns, rows);
  }
}
