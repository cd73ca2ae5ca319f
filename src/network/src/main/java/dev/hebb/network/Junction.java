package dev.hebb.network;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Section;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a layer is added: behind the values of one stage, or of several in one graph.
 *
 * @param graph of its own: what is added here is nowhere else
 * @param sections the layers (or inputs) that put out these values
 * @param names those that are taken
 */
record Junction(
    GraphBuilder graph,
    Lineage lineage,
    List<Value> values,
    List<String> sections,
    Set<String> names) {
  /** Behind one stage. */
  static Junction behind(Stage<?, ?> stage) {
    GraphBuilder graph = stage.graph().copy();
    Set<String> names = new HashSet<>();
    graph.inputs().forEach(input -> names.add(input.name()));
    graph.sections().forEach(section -> names.add(section.name()));
    return new Junction(
        graph, stage.lineage(), List.of(stage.port().value()), List.of(stage.section()), names);
  }

  /** Behind several. */
  static Junction behind(List<? extends Stage<?, ?>> stages) {
    return behind(stages, stages);
  }

  /**
   * Behind several.
   *
   * @param order in which their layers and inputs stand in the common graph
   */
  static Junction behind(List<? extends Stage<?, ?>> stages, List<? extends Stage<?, ?>> order) {
    Branches branches = new Branches(order);
    order.forEach(branches::add);
    return new Junction(
        branches.graph(),
        branches.lineage(),
        stages.stream().map(stage -> branches.add(stage).value()).toList(),
        stages.stream().map(branches::sectionOf).toList(),
        branches.names());
  }

  /** With a layer: what it puts out. */
  record Grown(GraphBuilder graph, Lineage lineage, String name, List<Value> values) {}

  /** Adds a layer under its Keras name. */
  Grown add(Lowering layer) {
    return added(FreeName.of(layer.kind(), names), layer);
  }

  /** Adds a layer under a name of its own. */
  Grown add(String name, Lowering layer) {
    if (name.contains("/")) {
      throw new DeclarationException(
          "%s: expected a name without \"/\", which parts a layer from its weights, got \"%s\". Use another sign."
              .formatted(place(name, layer), name));
    }
    if (names.contains(name)) {
      throw new DeclarationException(
          "%s: expected a name of its own, got \"%s\", which another layer or input has. Choose another, or leave it out."
              .formatted(place(name, layer), name));
    }
    return added(name, layer);
  }

  private Grown added(String name, Lowering layer) {
    try {
      Set<String> before = Set.copyOf(graph.paramNames());
      int inputs = graph.inputs().size();
      List<Value> made = layer.lowerAll(values, new Scope(graph, name));
      List<String> own = graph.inputs().stream().skip(inputs).map(Port::name).toList();
      Set<String> from = new LinkedHashSet<>(sections);
      from.addAll(own);
      graph.section(
          new Section(
              name,
              layer.kind(),
              layer.declaration(),
              new ArrayList<>(from),
              made.get(0).shape(),
              graph.paramNames().stream().filter(param -> !before.contains(param)).toList()));
      return new Grown(graph, lineage.with(name, layer).withInputs(own), name, made);
    } catch (DeclarationException mistake) {
      throw mistake.at(place(name, layer));
    }
  }

  private String place(String name, Lowering layer) {
    return "%s/%s (%s)".formatted(graph.name(), name, layer.declaration());
  }
}
