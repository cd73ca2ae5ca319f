package dev.hebb.network;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Node;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Section;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Several stages in one graph. What they have in common, which is what was chained once, is there
 * once; a layer that bears another's automatic name gets the next free one.
 */
final class Branches {
  private final GraphBuilder graph;
  private final Lineage lineage;
  private final List<String> inputs;
  private final Map<String, Section> sections = new LinkedHashMap<>();
  private final Map<Object, String> known = new HashMap<>();

  Branches(List<? extends Stage<?, ?>> stages) {
    Graph first = stages.get(0).graph();
    graph = new GraphBuilder(first.name());
    first
        .inputs()
        .forEach(in -> graph.input(in.name(), in.value().shape(), in.value().type(), in.unit()));
    inputs = first.inputs().stream().map(Port::name).toList();
    Lineage joined = stages.get(0).lineage();
    for (Stage<?, ?> stage : stages) {
      if (!stage.graph().inputs().equals(first.inputs())) {
        throw new DeclarationException(
            first.name()
                + ": expected branches of one network, got one of \""
                + stage.graph().name()
                + "\" with other inputs. Begin them at the same stage.");
      }
      joined = joined.with(stage.lineage().parts());
    }
    lineage = joined;
  }

  /** Adds what the stage has that is not there yet, and gives back its port in the common graph. */
  Port add(Stage<?, ?> stage) {
    Map<String, String> renamed = new HashMap<>();
    Graph own = stage.graph();
    for (Section section : own.sections()) {
      Object layer = stage.lineage().layers().get(section.name());
      boolean there = known.containsKey(layer);
      String name = there ? known.get(layer) : free(section, own.name());
      renamed.put(section.name(), name);
      known.put(layer, name);
      if (!there) {
        add(section, name, own, renamed);
      }
    }
    Port port = stage.port();
    String label = renamed.getOrDefault(port.name(), port.name());
    return new Port(label, graph.value(name(port.value().name(), own, renamed)), port.unit());
  }

  private void add(Section section, String name, Graph own, Map<String, String> renamed) {
    for (Param param : own.params()) {
      if (section.params().contains(param.name())) {
        graph.param(param(param, own, renamed));
      }
    }
    for (Node node : own.nodes()) {
      if (first(node.name()).equals(section.name())) {
        graph.add(
            name + node.name().substring(section.name().length()),
            node.op(),
            node.inputs().stream().map(value -> graph.value(name(value, own, renamed))).toList());
      }
    }
    List<String> from =
        section.inputs().stream().map(input -> renamed.getOrDefault(input, input)).toList();
    List<String> params =
        section.params().stream().map(param -> paramName(param, renamed)).toList();
    sections.put(
        name,
        new Section(name, section.kind(), section.declaration(), from, section.output(), params));
  }

  private Param param(Param param, Graph own, Map<String, String> renamed) {
    Initializer initializer = param.initializer();
    if (initializer instanceof Initializer.Fitted fitted) {
      initializer = new Initializer.Fitted(fitted.statistic(), name(fitted.of(), own, renamed));
    }
    return param.moved(paramName(param.name(), renamed), initializer);
  }

  private String free(Section section, String network) {
    String name = section.name();
    if (!sections.containsKey(name)) {
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
    Set<String> names = new HashSet<>(inputs);
    names.addAll(sections.keySet());
    return names;
  }

  private String name(String value, Graph own, Map<String, String> renamed) {
    boolean param = own.params().stream().anyMatch(each -> each.name().equals(value));
    return param ? paramName(value, renamed) : moved(value, renamed);
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

  /** The layer (or input) that puts out this value. */
  String sectionOf(String value) {
    return first(value);
  }

  /** The common graph so far, to go on with. */
  GraphBuilder graph() {
    return graph;
  }

  /** The lines of the summary; they are not in the graph yet. */
  Map<String, Section> sections() {
    return sections;
  }

  /** Which layer is which, under the names of the common graph. */
  Lineage lineage() {
    Map<String, Object> layers = new HashMap<>();
    known.forEach((layer, name) -> layers.put(name, layer));
    return new Lineage(layers, lineage.parts());
  }
}
