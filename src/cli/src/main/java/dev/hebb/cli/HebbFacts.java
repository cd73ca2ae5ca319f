package dev.hebb.cli;

import dev.hebb.cli.file.Border;
import dev.hebb.cli.file.HebbFile;
import dev.hebb.cli.report.Answer;
import dev.hebb.cli.report.Cell;
import dev.hebb.cli.report.Column;
import dev.hebb.cli.report.Fact;
import dev.hebb.cli.report.Facts;
import dev.hebb.cli.report.Table;
import dev.hebb.cli.report.Title;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Param;
import dev.hebb.graph.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is in a model file of Hebb's own, told. */
final class HebbFacts {
  private HebbFacts() {}

  /**
   * Told.
   *
   * @param all whether people see all layers and notes
   */
  static Answer of(HebbFile file, boolean all) {
    Graph graph = file.model().graph();
    return Answer.of(
        new Title(file.name()),
        Facts.of(facts(file)),
        Border.table("inputs", "input", Border.of(graph.inputs())),
        Border.table("outputs", "output", Border.of(graph.outputs())),
        layers(graph).first(all ? Integer.MAX_VALUE : OnnxFacts.MOST, OnnxFacts.REST),
        operators(graph),
        new Facts("notes", Notes.of(file.model().notes(), all)));
  }

  private static List<Fact> facts(HebbFile file) {
    Graph graph = file.model().graph();
    long trainable = graph.params().stream().filter(Param::trainable).mapToLong(Param::size).sum();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("file", file.name(), "graph", graph.name()));
    facts.add(new Fact("bytes", file.bytes(), "size", Sizes.bytes(file.bytes())));
    facts.add(Fact.of("parameters", graph.parameterCount()));
    facts.add(Fact.of("trainable", trainable));
    facts.add(Fact.of("digest", file.model().digest()));
    return facts;
  }

  private static Table layers(Graph graph) {
    Map<String, Long> sizes = new HashMap<>();
    graph.params().forEach(param -> sizes.put(param.name(), param.size()));
    List<List<Cell>> rows = new ArrayList<>();
    for (Section section : graph.sections()) {
      long count = section.params().stream().mapToLong(sizes::get).sum();
      rows.add(
          List.of(
              Cell.of(section.name()),
              Cell.of(section.declaration()),
              Cell.of(Border.lengths(section.output())),
              Cell.of(count, count == 0 ? "" : Cell.of(count).text())));
    }
    return new Table(
        "layers",
        List.of(
            Column.of("name").titled("layer"),
            Column.of("declaration").titled("declared as"),
            Column.of("shape").titled("output"),
            Column.number("parameters")),
        rows);
  }

  private static Table operators(Graph graph) {
    Map<String, Long> counts = new TreeMap<>();
    graph.nodes().forEach(node -> counts.merge(node.op().type(), 1L, Long::sum));
    return new Table(
        "operators",
        List.of(Column.of("operator"), Column.number("nodes")),
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(each -> List.of(Cell.of(each.getKey()), Cell.of(each.getValue())))
            .toList());
  }
}
