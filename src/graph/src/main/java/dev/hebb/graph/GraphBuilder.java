package dev.hebb.graph;

import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a graph together, node by node. Not thread-safe. */
public final class GraphBuilder {
  private final String name;
  private final Map<String, Value> values = new HashMap<>();
  private final List<Port> inputs = new ArrayList<>();
  private final Map<String, Param> params = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();

  public GraphBuilder(String name) {
    this.name = name;
  }

  /** Goes on where {@code graph} ends. */
  public static GraphBuilder of(Graph graph) {
    GraphBuilder builder = new GraphBuilder(graph.name());
    builder.inputs.addAll(graph.inputs());
    graph.params().forEach(param -> builder.params.put(param.name(), param));
    builder.nodes.addAll(graph.nodes());
    builder.sections.addAll(graph.sections());
    builder.values.putAll(graph.values());
    return builder;
  }

  /** Another one that goes on from here, of which this one knows nothing. */
  public GraphBuilder copy() {
    GraphBuilder copy = new GraphBuilder(name);
    copy.values.putAll(values);
    copy.inputs.addAll(inputs);
    copy.params.putAll(params);
    copy.nodes.addAll(nodes);
    copy.sections.addAll(sections);
    return copy;
  }

  /** A value that is fed. */
  public Value input(String input, Shape shape, DataType type, String unit) {
    Value value = define(new Value(input, shape, type));
    inputs.add(new Port(input, value, unit));
    return value;
  }

  /** The parameter of that name: a new one, or the one there is if it is the same. */
  public Value param(Param param) {
    Param known = params.putIfAbsent(param.name(), param);
    if (known != null && !known.equals(param)) {
      throw new DeclarationException(
          "expected one parameter \""
              + param.name()
              + "\", got "
              + text(known)
              + " and "
              + text(param)
              + ". Give one of the layers another name.");
    }
    return known == null ? define(param.value()) : values.get(param.name());
  }

  private static String text(Param param) {
    return param.dims()
        + " "
        + param.initializer()
        + (param.trainable() ? ", trained" : ", not trained")
        + listed(param.regularizers())
        + listed(param.constraints());
  }

  private static String listed(List<?> items) {
    return items.isEmpty() ? "" : " " + items;
  }

  /** Adds a node and gives back what it puts out. */
  public List<Value> add(String node, Op op, List<Value> operands) {
    for (Value operand : operands) {
      if (!operand.equals(values.get(operand.name()))) {
        throw new DeclarationException(
            "expected a value of \"%s\", got %s. Use what its layers put out."
                .formatted(name, operand));
      }
    }
    List<Output> outputs = op.infer(operands);
    String unique = node;
    for (int i = 1; values.containsKey(unique) || values.containsKey(unique + ":0"); i++) {
      unique = node + "_" + i;
    }
    List<Value> made = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      String value = outputs.size() == 1 ? unique : unique + ":" + i;
      made.add(define(new Value(value, outputs.get(i).shape(), outputs.get(i).type())));
    }
    nodes.add(new Node(unique, op, operands.stream().map(Value::name).toList(), made));
    return made;
  }

  /** Records what one layer became. */
  public void section(Section section) {
    sections.add(section);
  }

  /** What the graph will be called. */
  public String name() {
    return name;
  }

  /** What is fed, so far. */
  public List<Port> inputs() {
    return Collections.unmodifiableList(inputs);
  }

  /** The nodes so far, in order. */
  public List<Node> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /** What the layers became, so far. */
  public List<Section> sections() {
    return Collections.unmodifiableList(sections);
  }

  /** The parameter of that name, which is there. */
  public Param param(String param) {
    return params.get(param);
  }

  /** The value of that name. */
  public Value value(String value) {
    return values.get(value);
  }

  /** Whether a parameter of that name is there. */
  public boolean hasParam(String param) {
    return params.containsKey(param);
  }

  /** The names of all parameters so far. */
  public List<String> paramNames() {
    return List.copyOf(params.keySet());
  }

  /** The graph, with these outputs. */
  public Graph build(List<Port> outputs) {
    return new Graph(name, inputs, List.copyOf(params.values()), nodes, outputs, sections);
  }

  private Value define(Value value) {
    if (values.putIfAbsent(value.name(), value) != null) {
      throw new DeclarationException(
          "expected a name of its own, got \""
              + value.name()
              + "\" a second time. Choose another.");
    }
    return value;
  }
}
