package dev.hebb.network;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Node;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Section;
import dev.hebb.graph.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Several stages in one graph. What they have in common, which is what was chained once, is there
 * once; a layer that bears another's automatic name gets the next free one.
 */
final class Branches {
  private final GraphBuilder graph;
  private final Lineage lineage;
  private final Map<Object, String> known = new HashMap<>();

  Branches(List<? extends Stage<?, ?>> stages) {
    GraphBuilder first = stages.get(0).graph();
    Stage<?, ?> longest = longest(stages);
    graph = longest.graph().copy();
    longest.lineage().layers().forEach((name, layer) -> known.put(layer, name));
    Lineage joined = stages.get(0).lineage();
    for (Stage<?, ?> stage : stages) {
      boolean same = stage.graph().inputs().equals(first.inputs());
      boolean open = joined.open() && stage.lineage().open();
      if (!same && !(open && stage.graph().name().equals(first.name()))) {
        throw new DeclarationException(
            first.name()
                + ": expected branches of one network, got one of \""
                + stage.graph().name()
                + "\" with other inputs. Begin them at the same stage, or with branch(name, input).");
      }
      stage.graph().inputs().forEach(in -> owned(in.name(), stage));
      inputs(stage.graph());
      joined = joined.with(stage.lineage().parts());
    }
    lineage = new Lineage(longest.lineage().layers(), joined.parts(), joined.open());
  }

  // The first, or one that goes on from it, in which all of the first is already.
  private static Stage<?, ?> longest(List<? extends Stage<?, ?>> stages) {
    Stage<?, ?> longest = stages.get(0);
    for (Stage<?, ?> stage : stages) {
      if (stage.lineage().goesOnFrom(longest.lineage())
          && stage.graph().inputs().containsAll(longest.graph().inputs())) {
        longest = stage;
      }
    }
    return longest;
  }

  // An input that a layer added is that layer's alone.
  private void owned(String input, Stage<?, ?> stage) {
    Object own = stage.lineage().layers().get(input);
    boolean there = graph.inputs().stream().anyMatch(in -> in.name().equals(input));
    boolean met = own != null && known.containsKey(own);
    if (there && !met && (own != null || known.containsValue(input))) {
      throw new DeclarationException(
          "%s: expected one layer that adds the input \"%s\", got two. Give one of them another name: then(\"name\", ...)."
              .formatted(graph.name(), input));
    } else if (own != null) {
      known.put(own, input);
    }
  }

  // With their own nodes, which say how rows are padded.
  private void inputs(GraphBuilder own) {
    List<Port> more = own.inputs().stream().filter(in -> !graph.inputs().contains(in)).toList();
    more.forEach(this::input);
    Set<String> names = more.stream().map(Port::name).collect(Collectors.toSet());
    for (Node node : own.nodes()) {
      if (names.contains(first(node.name()))) {
        graph.add(node.name(), node.op(), node.inputs().stream().map(graph::value).toList());
      }
    }
  }

  private void input(Port in) {
    Value value = in.value();
    for (Port known : graph.inputs()) {
      if (known.name().equals(in.name())) {
        throw new DeclarationException(
            "%s: expected one input \"%s\", got %s and %s. Give one of them another name: named(...)."
                .formatted(graph.name(), in.name(), known.value(), value));
      }
    }
    graph.input(in.name(), value.shape(), value.type(), in.unit());
  }

  /** Adds what the stage has that is not there yet, and gives back its port in the common graph. */
  Port add(Stage<?, ?> stage) {
    Map<String, String> renamed = new HashMap<>();
    GraphBuilder own = stage.graph();
    Map<String, Object> layers = stage.lineage().layers();
    boolean nothingNew = known.keySet().containsAll(layers.values());
    Map<String, List<Node>> nodes =
        nothingNew
            ? Map.of()
            : own.nodes().stream().collect(Collectors.groupingBy(node -> first(node.name())));
    for (Section section : own.sections()) {
      Object layer = layers.get(section.name());
      String name = known.get(layer);
      if (name == null) {
        name = free(section, own.name());
        renamed.put(section.name(), name);
        known.put(layer, name);
        add(section, nodes.getOrDefault(section.name(), List.of()), own, renamed);
      }
      renamed.put(section.name(), name);
    }
    Port port = stage.port();
    String label = renamed.getOrDefault(port.name(), port.name());
    return new Port(label, graph.value(name(port.value().name(), own, renamed)), port.unit());
  }

  private void add(
      Section section, List<Node> nodes, GraphBuilder own, Map<String, String> renamed) {
    String name = renamed.get(section.name());
    for (String param : section.params()) {
      graph.param(param(own.param(param), own, renamed));
    }
    for (Node node : nodes) {
      graph.add(
          name + node.name().substring(section.name().length()),
          node.op(),
          node.inputs().stream().map(value -> graph.value(name(value, own, renamed))).toList());
    }
    List<String> from =
        section.inputs().stream().map(input -> renamed.getOrDefault(input, input)).toList();
    List<String> params =
        section.params().stream().map(param -> paramName(param, renamed)).toList();
    graph.section(
        new Section(name, section.kind(), section.declaration(), from, section.output(), params));
  }

  private Param param(Param param, GraphBuilder own, Map<String, String> renamed) {
    Initializer initializer = param.initializer();
    if (initializer instanceof Initializer.Fitted fitted) {
      initializer = new Initializer.Fitted(fitted.statistic(), name(fitted.of(), own, renamed));
    }
    return param.moved(paramName(param.name(), renamed), initializer);
  }

  private String free(Section section, String network) {
    String name = section.name();
    if (!known.containsValue(name)) {
      return name;
    }
    if (!name.matches(Pattern.quote(section.kind()) + "(_\\d+)?")) {
      throw new DeclarationException(
          network
              + ": expected a name of its own for each layer, got \""
              + name
              + "\" in two branches. Choose another for one of them.");
    }
    return FreeName.of(section.kind(), names());
  }

  /** Names that are taken: those of layers and inputs. */
  Set<String> names() {
    Set<String> names = new HashSet<>(known.values());
    graph.inputs().forEach(input -> names.add(input.name()));
    return names;
  }

  private String name(String value, GraphBuilder own, Map<String, String> renamed) {
    return own.hasParam(value) ? paramName(value, renamed) : moved(value, renamed);
  }

  // The parameters of a network that is a part bear its name, not that of the place.
  private String paramName(String param, Map<String, String> renamed) {
    return lineage.parts().containsKey(first(param)) ? param : moved(param, renamed);
  }

  private static String moved(String name, Map<String, String> renamed) {
    String layer = first(name);
    return renamed.getOrDefault(layer, layer) + name.substring(layer.length());
  }

  private static String first(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  /** The layer (or input) that puts out what comes out of the stage. */
  String sectionOf(Stage<?, ?> stage) {
    Object layer = stage.lineage().layers().get(stage.section());
    return layer == null ? stage.section() : known.get(layer);
  }

  /** The common graph so far, to go on with. */
  GraphBuilder graph() {
    return graph;
  }

  /** Which layer is which, under the names of the common graph. */
  Lineage lineage() {
    Map<String, Object> layers = new HashMap<>();
    known.forEach((layer, name) -> layers.put(name, layer));
    return new Lineage(layers, lineage.parts(), lineage.open());
  }
}
