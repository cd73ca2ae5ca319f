package dev.hebb.network;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Node;
import dev.hebb.graph.Padded;
import dev.hebb.graph.Param;
import dev.hebb.graph.Picture;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Summary;
import dev.hebb.graph.Value;
import dev.hebb.graph.WeightOptions;
import dev.hebb.graph.op.Ragged;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A finished declaration. It is itself a layer: chained into another network it keeps its name as a
 * prefix of its parameters, and used twice it shares them.
 */
public final class Network<I extends Rank, O extends Rank>
    implements Layer<I, O>, Joining, GraphSource {
  private final Graph graph;

  Network(Graph graph) {
    this.graph = graph;
  }

  /** A network with several outputs, all grown from one input. */
  public static <I extends Rank> Network<I, Rank.Several> of(List<? extends Stage<I, ?>> outputs) {
    Branches branches = new Branches(outputs);
    List<Port> ports = outputs.stream().map(stage -> branches.add(stage)).toList();
    Set<String> names = new HashSet<>();
    for (Port port : ports) {
      if (!names.add(port.name())) {
        throw new DeclarationException(
            branches.graph().name()
                + ": expected a name of its own for each output, got \""
                + port.name()
                + "\" twice. Name one of them: output(\"name\", unit).");
      }
    }
    return new Network<>(branches.graph().build(ports));
  }

  /**
   * A graph that others made, such as an ONNX file that was read, as a layer; it puts out {@code
   * [batch, features]}. What it is fed stays as it is there.
   *
   * @throws DeclarationException when it puts out something else
   */
  public static Network<Rank.Several, Rank.Vector> toVector(GraphSource source) {
    return new Network<>(of(source, 2));
  }

  /** The same, of a graph that puts out {@code [batch, time, features]}. */
  public static Network<Rank.Several, Rank.Sequence> toSequence(GraphSource source) {
    return new Network<>(of(source, 3));
  }

  /**
   * The same, of a graph that puts out {@code [batch, channels, height, width]}, which becomes
   * {@code [batch, height, width, channels]}.
   */
  public static Network<Rank.Several, Rank.Image> toImage(GraphSource source) {
    Graph graph = of(source, 4);
    Port port = graph.outputs().get(0);
    GraphBuilder builder = GraphBuilder.of(graph);
    Value last = new Scope(builder, port.name() + "/last").transpose(port.value(), 0, 2, 3, 1);
    return new Network<>(
        builder.build(List.of(new Port(port.name() + "/channels_last", last, port.unit()))));
  }

  private static Graph of(GraphSource source, int rank) {
    Graph graph = source.graph();
    List<Shape> shapes = graph.outputs().stream().map(port -> port.value().shape()).toList();
    if (shapes.size() != 1 || shapes.get(0).rank() != rank) {
      throw new DeclarationException(
          "%s: expected a graph with one output of %d axes, got %s. Cut it where there is one: upTo(\"value\")."
              .formatted(graph.name(), rank, shapes));
    }
    return graph;
  }

  @Override
  public Graph graph() {
    return graph;
  }

  /** The name it was declared with. */
  public String name() {
    return graph.name();
  }

  /** What it is fed, to begin another network with. */
  public Input<I> input() {
    Port port = graph.inputs().get(0);
    boolean padded = Padded.of(graph).stream().anyMatch(each -> each.input().equals(port.name()));
    return new Input<>(port.name(), port.value().shape(), port.value().type(), port.unit(), padded);
  }

  /** What comes out of it, to begin another network with. */
  public Input<O> output() {
    Port port = graph.outputs().get(0);
    Shape shape = port.value().shape();
    boolean padded = shape.dims().stream().anyMatch(Dim::padded);
    return new Input<>(port.name(), shape.unpadded(), port.value().type(), port.unit(), padded);
  }

  /**
   * The same network that training leaves as it is: no optimizer changes its parameters, and batch
   * normalisation uses its moving statistics and keeps them.
   */
  public Network<I, O> frozen() {
    return new Network<>(graph.frozen());
  }

  /**
   * A network has no weights but its layers'.
   *
   * @throws DeclarationException always
   */
  @Override
  public Layer<I, O> with(WeightOptions... options) {
    throw new DeclarationException(
        "%s: expected options at the layer whose weights they are about, got %s for the network. Say with(...) of a layer in it."
            .formatted(graph.name(), List.of(options)));
  }

  /** Keras's table: layer, output shape, parameters. */
  public String summary() {
    return Summary.of(graph);
  }

  /** Draws the layers with their shapes as an SVG file. */
  public void plot(Path path) {
    Picture.of(graph).write(path);
  }

  @Override
  public String kind() {
    return graph.name();
  }

  @Override
  public String declaration() {
    return "network \"" + graph.name() + "\"";
  }

  /** This network on several stages, in the order of its inputs. */
  public <J extends Rank> Stage<J, O> on(List<? extends Stage<J, ?>> stages) {
    return Stage.merged(stages, this);
  }

  @Override
  public Value lower(Value input, Scope scope) {
    return lower(List.of(input), scope);
  }

  @Override
  public Value lower(List<Value> inputs, Scope scope) {
    List<Padded> padded = Padded.of(graph);
    Set<String> lengths = padded.stream().map(Padded::lengths).collect(Collectors.toSet());
    List<Port> ports =
        graph.inputs().stream().filter(port -> !lengths.contains(port.name())).toList();
    if (inputs.size() != ports.size()) {
      throw new DeclarationException(
          "expected a value for each of its inputs %s, got %d. Give them in this order: on(List.of(a, b))."
              .formatted(ports.stream().map(Port::name).toList(), inputs.size()));
    }
    Map<String, Value> renamed = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      accept(ports.get(i).value(), inputs.get(i));
      renamed.put(ports.get(i).name(), inputs.get(i));
    }
    for (Padded each : padded) {
      Value rows = renamed.get(each.input());
      renamed.put(
          each.lengths(), scope.lengths(rows, each.axis()).orElseThrow(() -> unpadded(each, rows)));
    }
    Map<String, Value> fed = Map.copyOf(renamed);
    String prefix = graph.name() + "/";
    for (Param p : graph.params()) {
      String name = prefix + p.name();
      boolean measured = p.initializer() instanceof Initializer.Fitted;
      renamed.put(
          p.name(),
          measured && scope.graph().hasParam(name)
              ? scope.graph().value(name)
              : scope.graph().param(p.moved(name, moved(p.initializer(), fed, scope))));
    }
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Ragged && lengths.contains(node.inputs().get(1))) {
        renamed.put(node.outputs().get(0).name(), renamed.get(node.inputs().get(0)));
        continue; // What is fed says itself how its rows are padded.
      }
      List<Value> operands = node.inputs().stream().map(renamed::get).toList();
      List<Value> made = scope.ops(node.name(), node.op(), operands);
      for (int i = 0; i < made.size(); i++) {
        renamed.put(node.outputs().get(i).name(), made.get(i));
      }
    }
    return renamed.get(graph.outputs().get(0).value().name());
  }

  private DeclarationException unpadded(Padded wanted, Value got) {
    return new DeclarationException(
        "expected padded rows for input \"%s\", got %s. Say how long they are: withLengths() or maskZero()."
            .formatted(wanted.input(), got.shape()));
  }

  // What is measured on a value of this network is measured on that value in the network around it;
  // used a second time, where it stood first.
  private static Initializer moved(Initializer initializer, Map<String, Value> fed, Scope scope) {
    if (initializer instanceof Initializer.Fitted fitted) {
      Value input = fed.get(fitted.of());
      return new Initializer.Fitted(
          fitted.statistic(), input != null ? input.name() : scope.prefix() + "/" + fitted.of());
    }
    return initializer;
  }

  private static void accept(Value wanted, Value got) {
    Shape declared = wanted.shape();
    Shape given = got.shape();
    boolean fits = declared.rank() == given.rank() && wanted.type() == got.type();
    for (int i = 0; fits && i < declared.rank(); i++) {
      Dim dim = declared.dim(i);
      fits = dim.size().fixed().isEmpty() || dim.size().equals(given.dim(i).size());
    }
    if (!fits) {
      throw new DeclarationException(
          "expected " + declared + ", got " + given + ". Feed it what it was declared for.");
    }
  }

  @Override
  public String toString() {
    return graph.name() + " " + input().shape() + " -> " + output().shape();
  }
}
