package dev.hebb.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parts a graph into what is computed once and what is computed at every tick. What depends on no
 * input at all, such as a slice of a parameter, is in both where both read it.
 */
final class Step {
  private final Graph graph;
  private final String over;
  private final List<Section> sections;
  private final Map<String, Value> values;
  private final Map<String, Node> producers = new HashMap<>();
  private final Map<String, Param> params = new HashMap<>();
  private final GraphBuilder step;
  // By the names of the whole graph: the value in the step, what the axis is to it.
  private final Map<String, Value> made = new HashMap<>();
  private final Map<String, Tick> ticks = new HashMap<>();
  // What depends on an input, but not on one that ticks.
  private final Set<String> once = new HashSet<>();
  private final List<Streaming.State> states = new ArrayList<>();
  private final List<Port> statesOut = new ArrayList<>();
  private final Set<String> contexts = new LinkedHashSet<>();
  private final Map<String, Value> firsts = new LinkedHashMap<>();

  Step(Graph whole, String over) {
    this.graph = Unpadded.of(whole.phase(false), over);
    this.over = over;
    this.sections = whole.sections();
    this.values = graph.values();
    this.step = new GraphBuilder(graph.name());
    graph.params().forEach(param -> params.put(param.name(), param));
    for (Node node : graph.nodes()) {
      node.outputs().forEach(value -> producers.put(value.name(), node));
    }
  }

  Streaming twin() {
    List<Streaming.Ticking> fed = new ArrayList<>();
    for (Port input : graph.inputs()) {
      Shape shape = input.value().shape();
      Tick tick = Tick.of(shape, over);
      if (tick.steps()) {
        Dim one = shape.dim(tick.axis()).resized(Size.of(1));
        Shape each = shape.with(tick.axis(), one);
        define(input.name(), step.input(input.name(), each, type(input), input.unit()), tick);
        fed.add(tick.told(input.name()));
      } else {
        once.add(input.name());
      }
    }
    graph.nodes().forEach(this::place);
    List<Port> outputs = new ArrayList<>();
    List<Streaming.Ticking> told = new ArrayList<>();
    for (Port port : graph.outputs()) {
      Tick tick = tick(port.value().name());
      if (tick.merged()) {
        throw new DeclarationException(
            "%s: cannot be streamed: output \"%s\" has the steps in one axis with the batch, %s. Give them an axis of their own."
                .formatted(graph.name(), port.name(), port.value().shape()));
      } else if (!tick.isStill()) {
        outputs.add(new Port(port.name(), made.get(port.value().name()), port.unit()));
        told.add(tick.told(port.name()));
      }
    }
    if (outputs.isEmpty()) {
      throw new DeclarationException(
          "%s: cannot be streamed over \"%s\": expected an output that depends on what ticks, got none. Export it as it is."
              .formatted(graph.name(), over));
    }
    outputs.addAll(statesOut);
    return new Streaming(
        over, graph, begin(), step.build(outputs), fed, told, states, List.copyOf(contexts));
  }

  private static DataType type(Port port) {
    return port.value().type();
  }

  private void place(Node node) {
    List<Tick> read = node.inputs().stream().map(this::tick).toList();
    if (read.stream().allMatch(Tick::isStill)) {
      if (node.inputs().stream().anyMatch(once::contains)) {
        node.outputs().forEach(value -> once.add(value.name()));
      }
      return;
    }
    StepNode at = new StepNode(this, node);
    if (read.stream().noneMatch(Tick::steps)) {
      at.keep(Tick.SO_FAR);
    } else if (read.contains(Tick.SO_FAR)) {
      throw at.refusal(
          "it brings each step together with what is known after the last one",
          "Use every step of that too: returnSequences()");
    } else {
      node.op().accept(new StepPrinter(at));
    }
  }

  /** What the axis is to a value of the whole graph. */
  Tick tick(String value) {
    return ticks.getOrDefault(value, Tick.STILL);
  }

  /** The shape of a value of the whole graph. */
  Shape shape(String value) {
    return values.get(value).shape();
  }

  /** A value of the whole graph in the step; from outside, if it is computed once. */
  Value operand(String value) {
    if (!made.containsKey(value)) {
      made.put(value, taken(value));
    }
    return made.get(value);
  }

  private Value taken(String value) {
    if (params.containsKey(value)) {
      return step.param(params.get(value));
    }
    Value known = values.get(value);
    // A mask is made anew rather than handed on: no file has truth values going in.
    if (once.contains(value) && known.type() != DataType.BOOL) {
      Optional<Port> input =
          graph.inputs().stream().filter(port -> port.name().equals(value)).findFirst();
      if (input.isEmpty()) {
        contexts.add(value);
      }
      return step.input(value, known.shape(), known.type(), input.map(Port::unit).orElse(""));
    }
    Node node = producers.get(value);
    List<Value> operands = node.inputs().stream().map(this::operand).toList();
    List<Value> copies = step.add(node.name(), node.op(), operands);
    for (int i = 0; i < copies.size(); i++) {
      made.put(node.outputs().get(i).name(), copies.get(i));
    }
    return made.get(value);
  }

  /** Records what a value of the whole graph is in the step. */
  void define(String value, Value inStep, Tick tick) {
    made.put(value, inStep);
    ticks.put(value, tick);
  }

  GraphBuilder builder() {
    return step;
  }

  /**
   * What one tick leaves to the next.
   *
   * @param first the value of the whole graph that it begins with; empty for zeros
   */
  Value state(String wanted, Shape shape, Optional<String> first) {
    String name = wanted;
    for (int i = 1; values.containsKey(name) || step.value(name) != null; i++) {
      name = wanted + "_" + i;
    }
    String begins = first.isEmpty() ? "" : name + "/first";
    first.ifPresent(value -> firsts.put(begins, values.get(value)));
    states.add(new Streaming.State(name, name + "/next", begins));
    return step.input(name, shape, DataType.FLOAT32, "");
  }

  /** What is left to the next tick, in the order of {@link #state}. */
  void next(Value value) {
    statesOut.add(new Port(states.get(statesOut.size()).output(), value, ""));
  }

  private Optional<Graph> begin() {
    List<Port> ports = new ArrayList<>();
    graph.outputs().stream().filter(port -> once.contains(port.value().name())).forEach(ports::add);
    contexts.forEach(value -> ports.add(Port.of(values.get(value))));
    firsts.forEach((name, value) -> ports.add(new Port(name, value, "")));
    if (ports.isEmpty()) {
      return Optional.empty();
    }
    List<Port> fed = graph.inputs();
    return Optional.of(
        Unpadded.pruned(
            new Graph(graph.name(), fed, graph.params(), graph.nodes(), ports, List.of())));
  }

  /** "net/conv1d (conv1d(4, 3))": the layer that a node belongs to, as its user wrote it. */
  String layer(Node node) {
    String path = node.name();
    for (Section layer : sections) {
      if (path.startsWith(layer.name() + "/")) {
        // A network in a network is one layer there: the layer in it is the rest of the path.
        boolean network = layer.declaration().startsWith("network ");
        String name = network ? path.substring(0, path.lastIndexOf('/')) : layer.name();
        return "%s/%s (%s)".formatted(graph.name(), name, layer.declaration());
      }
    }
    return "%s/%s (%s)".formatted(graph.name(), path, node.op().type());
  }
}
