package dev.hebb.graph;

import dev.hebb.graph.op.Output;
import dev.hebb.graph.op.Scan;
import dev.hebb.graph.op.WhenTraining;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network as operators, in an order in which they can run. Immutable, and verified when made:
 * every name is defined once and before its use, and every shape is what its operator says.
 *
 * @param inputs what is fed
 * @param outputs what is asked for
 */
public record Graph(
    String name,
    List<Port> inputs,
    List<Param> params,
    List<Node> nodes,
    List<Port> outputs,
    List<Section> sections)
    implements GraphSource {
  public Graph {
    inputs = List.copyOf(inputs);
    params = List.copyOf(params);
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
    sections = List.copyOf(sections);
    GraphVerifier.verify(name, inputs, params, nodes, outputs);
  }

  @Override
  public Graph graph() {
    return this;
  }

  /** Every value by its name: inputs, parameters, what nodes put out. */
  public Map<String, Value> values() {
    Map<String, Value> values = new LinkedHashMap<>();
    inputs.forEach(input -> values.put(input.name(), input.value()));
    params.forEach(param -> values.put(param.name(), param.value()));
    nodes.forEach(node -> node.outputs().forEach(value -> values.put(value.name(), value)));
    return values;
  }

  /** The names of all values that a node reads or that are asked for. */
  public Set<String> read() {
    Set<String> read = new HashSet<>();
    nodes.forEach(node -> read.addAll(node.inputs()));
    outputs.forEach(port -> read.add(port.value().name()));
    return read;
  }

  /** How many numbers its parameters hold. */
  public long parameterCount() {
    return params.stream().mapToLong(Param::size).sum();
  }

  /** The part of this graph that the given values need, with them as outputs. */
  public Graph until(List<Port> ports) {
    Map<String, Node> producers = new LinkedHashMap<>();
    nodes.forEach(node -> node.outputs().forEach(value -> producers.put(value.name(), node)));
    Set<String> needed = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(ports.stream().map(port -> port.value().name()).toList());
    while (!open.isEmpty()) {
      String value = open.pop();
      if (needed.add(value) && producers.containsKey(value)) {
        open.addAll(producers.get(value).inputs());
      }
    }
    List<Node> kept = new ArrayList<>();
    for (Node node : nodes) {
      if (node.outputs().stream().anyMatch(value -> needed.contains(value.name()))) {
        kept.add(node);
      }
    }
    List<Param> read = params.stream().filter(param -> needed.contains(param.name())).toList();
    return new Graph(name, inputs, read, kept, ports, List.of());
  }

  /**
   * What this graph is in training, or otherwise: without {@link WhenTraining}, and without what is
   * not needed then.
   */
  public Graph phase(boolean training) {
    Map<String, String> chosen = new LinkedHashMap<>();
    List<Node> kept = new ArrayList<>();
    for (Node node : nodes) {
      List<String> read =
          node.inputs().stream().map(value -> chosen.getOrDefault(value, value)).toList();
      if (node.op() instanceof WhenTraining) {
        chosen.put(node.outputs().get(0).name(), read.get(training ? 0 : 1));
      } else if (node.op() instanceof Scan scan) {
        kept.add(scan.phase(training, node, read));
      } else {
        kept.add(new Node(node.name(), node.op(), read, node.outputs()));
      }
    }
    Map<String, Value> values = values();
    List<Port> ports = new ArrayList<>();
    for (Port port : outputs) {
      String value = port.value().name();
      ports.add(new Port(port.name(), values.get(chosen.getOrDefault(value, value)), port.unit()));
    }
    return new Graph(name, inputs, params, kept, ports, List.of()).until(ports);
  }

  /**
   * The same graph that training leaves as it is: no optimizer changes its parameters, and what
   * keeps statistics keeps those that it has.
   */
  public Graph frozen() {
    List<Param> kept = params.stream().map(Param::frozen).toList();
    List<Node> still =
        nodes.stream()
            .map(node -> new Node(node.name(), node.op().freeze(), node.inputs(), node.outputs()))
            .toList();
    return new Graph(name, inputs, kept, still, outputs, sections);
  }

  /**
   * Shape and type of what comes out where this is fed, which may be of other lengths than those
   * declared.
   *
   * @param fed in the order of the inputs
   */
  public List<Output> infer(List<Output> fed) {
    Map<String, Value> known = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      String input = inputs.get(i).value().name();
      known.put(input, new Value(input, fed.get(i).shape(), fed.get(i).type()));
    }
    params.forEach(param -> known.put(param.name(), param.value()));
    for (Node node : nodes) {
      List<Output> made = node.infer(node.inputs().stream().map(known::get).toList());
      for (int i = 0; i < made.size(); i++) {
        String value = node.outputs().get(i).name();
        known.put(value, new Value(value, made.get(i).shape(), made.get(i).type()));
      }
    }
    return outputs.stream()
        .map(port -> known.get(port.value().name()))
        .map(value -> new Output(value.shape(), value.type()))
        .toList();
  }
}
