package dev.hebb.onnx.in;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Section;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives nodes and values the names that they have in the file, and what lies between them others.
 */
final class Naming {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, OnnxMl.NodeProto> steps = new HashMap<>();
  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> results = new HashMap<>();
  private final Map<String, String> renamed = new HashMap<>();

  Naming(OnnxMl.GraphProto graph) {
    graph.getInputList().forEach(each -> taken.add(each.getName()));
    graph.getInitializerList().forEach(each -> taken.add(each.getName()));
    graph.getNodeList().forEach(node -> taken.addAll(node.getOutputList()));
  }

  /** What is named so in the graph belongs to that node. */
  void step(String step, OnnxMl.NodeProto node) {
    steps.put(step, node);
  }

  /** A value of the graph is one of the file, if it was made for it. */
  void value(String step, String made, String output, OnnxMl.NodeProto node) {
    if (made.startsWith(step + "/") && values.putIfAbsent(made, output) == null) {
      results.put(made, node.getName());
    }
  }

  /** The graph of what is needed, under the names of the file. */
  Graph named(Graph raw, List<Port> ports, Set<String> learnt) {
    Graph graph = raw.until(ports);
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      List<Value> made = new ArrayList<>();
      for (Value value : node.outputs()) {
        renamed.put(value.name(), name(value.name()));
        made.add(new Value(name(value.name()), value.shape(), value.type()));
      }
      List<String> read = node.inputs().stream().map(this::name).toList();
      nodes.add(new Node(node(node, made), node.op(), read, made));
    }
    List<Param> params =
        graph.params().stream()
            .map(param -> learnt.contains(param.name()) ? trained(param) : param)
            .toList();
    List<Port> outputs = ports.stream().map(this::port).toList();
    return new Graph(graph.name(), graph.inputs(), params, nodes, outputs, sections(graph, nodes));
  }

  private static Param trained(Param param) {
    return new Param(param.name(), param.dims(), param.initializer(), param.fans(), true);
  }

  private Port port(Port port) {
    Value value = port.value();
    return new Port(port.name(), new Value(name(value.name()), value.shape(), value.type()), "");
  }

  private String name(String value) {
    String known = renamed.get(value);
    if (known != null) {
      return known;
    }
    String step = step(value);
    if (values.containsKey(value)) {
      return values.get(value);
    } else if (!steps.containsKey(step)) {
      return value;
    }
    return unique(OnnxFile.called(steps.get(step)) + value.substring(step.length()));
  }

  private String node(Node node, List<Value> made) {
    for (Value value : node.outputs()) {
      String name = results.getOrDefault(value.name(), "");
      if (!name.isEmpty()) {
        return taken.contains(name) ? made.get(0).name() : unique(name);
      }
    }
    return made.get(0).name();
  }

  private static String step(String value) {
    int slash = value.indexOf('/');
    return slash < 0 ? value : value.substring(0, slash);
  }

  private String unique(String name) {
    String unique = name;
    for (int i = 1; !taken.add(unique); i++) {
      unique = name + "_" + i;
    }
    return unique;
  }

  // One for each node of the file of which something is left.
  private List<Section> sections(Graph raw, List<Node> nodes) {
    Map<String, Section> sections = new LinkedHashMap<>();
    Map<String, String> makers = new HashMap<>();
    raw.inputs().forEach(input -> makers.put(input.name(), input.name()));
    Set<String> params = new HashSet<>();
    raw.params().forEach(param -> params.add(param.name()));
    Set<String> counted = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      OnnxMl.NodeProto proto = steps.get(step(raw.nodes().get(i).name()));
      if (proto == null) {
        continue;
      }
      String name = OnnxFile.called(proto);
      Section before = sections.get(name);
      Set<String> from = new LinkedHashSet<>(before == null ? List.of() : before.inputs());
      List<String> own = new ArrayList<>(before == null ? List.of() : before.params());
      for (String input : node.inputs()) {
        String maker = makers.getOrDefault(input, name);
        if (!maker.equals(name)) {
          from.add(maker);
        }
        if (params.contains(input) && counted.add(input)) {
          own.add(input);
        }
      }
      node.outputs().forEach(value -> makers.put(value.name(), name));
      String kind = OnnxFile.operator(proto);
      sections.put(
          name,
          new Section(name, kind, kind, List.copyOf(from), node.outputs().get(0).shape(), own));
    }
    return List.copyOf(sections.values());
  }
}
