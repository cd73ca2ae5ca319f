package dev.hebb.onnx;

import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Node;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.Weights;
import dev.hebb.graph.op.Constant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A network that is chained into another one, found by its name alone: its nodes are those whose
 * names begin with it. What they read from elsewhere is fed, what is read elsewhere comes out.
 */
final class Part {
  private final Graph whole;
  private final String prefix;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Value> fed = new LinkedHashMap<>();
  private final Map<String, String> names = new HashMap<>();

  private Part(Graph whole, String name) {
    this.whole = whole;
    this.prefix = name + "/";
  }

  /**
   * That part with its weights, all under the names that they have in the part itself.
   *
   * @throws ExportException when there is no such part
   */
  static Model of(Model model, String name) {
    return new Part(model.graph().phase(false), name).cut(model);
  }

  private Model cut(Model model) {
    Set<String> read = new LinkedHashSet<>();
    for (Node node : whole.nodes()) {
      if (node.name().startsWith(prefix)) {
        nodes.add(node);
        read.addAll(node.inputs());
      }
    }
    if (nodes.isEmpty()) {
      throw new ExportException(
          "%s: part(\"%s\"): expected the name of a network that is chained into this one, of %s, got another. Name one of them."
              .formatted(
                  whole.name(), prefix.substring(0, prefix.length() - 1), parts(whole.nodes())));
    }
    constants(read);
    List<Param> params =
        whole.params().stream().filter(param -> read.contains(param.name())).toList();
    fed(read, params);
    List<Port> inputs = fed.values().stream().map(Port::of).toList();
    String name = prefix.substring(0, prefix.length() - 1);
    Graph cut = new Graph(name, inputs, params, nodes, outputs(), List.of());
    Graph renamed = GraphPrinter.renamed(cut, this::renamed);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    params.forEach(param -> weights.put(renamed(param.name()), model.weights().get(param.name())));
    return new Model(renamed, new Weights(weights), notes(renamed, model));
  }

  private static Set<String> parts(List<Node> nodes) {
    Set<String> parts = new TreeSet<>();
    for (Node node : nodes) {
      String name = node.name();
      for (int at = name.indexOf('/');
          at != name.lastIndexOf('/');
          at = name.indexOf('/', at + 1)) {
        parts.add(name.substring(0, at));
      }
    }
    return parts;
  }

  // Numbers that are written down elsewhere belong to whoever reads them.
  private void constants(Set<String> read) {
    List<Node> written =
        whole.nodes().stream()
            .filter(node -> node.op() instanceof Constant && !nodes.contains(node))
            .filter(node -> read.contains(node.outputs().get(0).name()))
            .toList();
    nodes.addAll(0, written);
  }

  private void fed(Set<String> read, List<Param> params) {
    Set<String> own = new HashSet<>();
    nodes.forEach(node -> node.outputs().forEach(value -> own.add(value.name())));
    params.forEach(param -> own.add(param.name()));
    Map<String, Value> values = whole.values();
    Set<String> inputs = new HashSet<>();
    whole.inputs().forEach(port -> inputs.add(port.name()));
    read.stream()
        .filter(value -> !own.contains(value))
        .forEach(value -> fed.put(value, values.get(value)));
    if (fed.values().stream().flatMap(v -> v.shape().dims().stream()).anyMatch(Dim::padded)) {
      throw new ExportException(
          "%s: part(\"%s\"): expected rows of one length, got padded ones, %s. Export the whole."
              .formatted(whole.name(), prefix.substring(0, prefix.length() - 1), fed.values()));
    }
    for (String value : fed.keySet()) {
      String layer = fed.size() == 1 ? "input" : layer(value);
      names.put(value, inputs.contains(value) ? value : unique(layer, names.values()));
    }
  }

  // All that anybody else reads, or that is asked for.
  private List<Port> outputs() {
    Set<String> elsewhere = new HashSet<>();
    whole.nodes().stream()
        .filter(node -> !nodes.contains(node))
        .forEach(node -> elsewhere.addAll(node.inputs()));
    Map<String, Port> asked = new HashMap<>();
    whole.outputs().forEach(port -> asked.putIfAbsent(port.value().name(), port));
    Map<String, Port> ports = new LinkedHashMap<>();
    for (Node node : nodes) {
      for (Value value : node.outputs()) {
        Port port = asked.get(value.name());
        if (port != null) {
          ports.put(port.name(), port);
        } else if (elsewhere.contains(value.name()) && !(node.op() instanceof Constant)) {
          String name = unique(layer(value.name()), ports.keySet());
          ports.put(name, new Port(name, value, ""));
        }
      }
    }
    return List.copyOf(ports.values());
  }

  // Of a value encoder/conv2d/Conv the layer conv2d.
  private String layer(String value) {
    String own = value.startsWith(prefix) ? value.substring(prefix.length()) : value;
    int last = own.lastIndexOf('/');
    return last < 0 ? own : own.substring(0, last).replace('/', '_');
  }

  private static String unique(String name, Collection<String> taken) {
    String unique = name;
    for (int i = 1; taken.contains(unique); i++) {
      unique = name + "_" + i;
    }
    return unique;
  }

  private String renamed(String name) {
    return names.getOrDefault(
        name, name.startsWith(prefix) ? name.substring(prefix.length()) : name);
  }

  // What is known of the inputs and outputs that the whole has too.
  private Map<String, String> notes(Graph part, Model model) {
    Map<String, String> kept = TextNotes.of(part, model.notes());
    kept.keySet()
        .removeIf(
            key -> key.startsWith("range.") && !fed.containsKey(key.substring("range.".length())));
    return kept;
  }
}
