package dev.hebb.network;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Section;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Ragged;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A network up to here, with the rank of what comes out of it in its type. Immutable: two layers
 * chained on one stage are two branches.
 *
 * @param <I> rank of the network's input
 * @param <R> rank of what comes out here
 */
public final class Stage<I extends Rank, R extends Rank> {
  // Nobody adds to it: what is chained on this stage goes into a copy.
  private final GraphBuilder graph;
  private final Port here;
  private final String section;
  private final Lineage lineage;

  private Stage(GraphBuilder graph, Port here, String section, Lineage lineage) {
    this.graph = graph;
    this.here = here;
    this.section = section;
    this.lineage = lineage;
  }

  static <R extends Rank> Stage<R, R> start(String network, Input<R> input) {
    GraphBuilder builder = new GraphBuilder(network);
    Value value = builder.input(input.name(), input.shape(), input.type(), input.unit());
    if (input.padded()) {
      value = padded(value, input, builder);
    }
    return new Stage<>(builder, Port.of(value), input.name(), Lineage.NONE);
  }

  private static Value padded(Value value, Input<?> input, GraphBuilder builder) {
    Shape rows = Shape.of(input.shape().dim(0));
    Value lengths = builder.input(input.lengths(), rows, DataType.INT64, "");
    try {
      return new Scope(builder, input.name()).op(new Ragged(1), value, lengths);
    } catch (DeclarationException mistake) {
      throw mistake.at(builder.name() + "/" + input.name() + " (withLengths())");
    }
  }

  static <R extends Rank> Stage<Rank.Several, R> branch(String network, Input<R> input) {
    Stage<R, R> begun = start(network, input);
    return new Stage<>(begun.graph, begun.here, begun.section, Lineage.OPEN);
  }

  /** Adds a layer under its Keras name ({@code lstm}, {@code lstm_1}, …). */
  public <O extends Rank> Stage<I, O> then(Layer<? super R, O> layer) {
    return add(freeName(layer), layer);
  }

  /** Adds a layer under a name of your own, which must be free. */
  public <O extends Rank> Stage<I, O> then(String name, Layer<? super R, O> layer) {
    return add(taken(name, layer), layer);
  }

  /** Adds a layer that keeps the rank. */
  public Stage<I, R> then(SameRank<? super R> layer) {
    return add(freeName(layer), layer);
  }

  /** Adds a layer that keeps the rank, under a name of your own. */
  public Stage<I, R> then(String name, SameRank<? super R> layer) {
    return add(taken(name, layer), layer);
  }

  /** Adds a recurrent layer and gives its last states beside its output. */
  public <O extends Rank> Recurred<I, O> then(ReturnState<? super R, O> layer) {
    return withStates(freeName(layer), layer);
  }

  /** Adds a recurrent layer that gives its last states, under a name of your own. */
  public <O extends Rank> Recurred<I, O> then(String name, ReturnState<? super R, O> layer) {
    return withStates(taken(name, layer), layer);
  }

  private <O extends Rank> Recurred<I, O> withStates(String name, ReturnState<? super R, O> layer) {
    GraphBuilder builder = graph.copy();
    List<Value> values = lower(name, layer, builder, layer::lowerAll);
    return recurred(stages(builder, name, values, lineage.with(name, layer)));
  }

  // What comes out of one layer: its output, then its last states.
  private static <I extends Rank> List<Stage<I, ?>> stages(
      GraphBuilder builder, String name, List<Value> values, Lineage lineage) {
    List<Stage<I, ?>> stages = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      String port = i == 0 ? name : i == 1 ? name + "_state" : name + "_state_" + (i - 1);
      stages.add(new Stage<>(builder, label(port, values.get(i)), name, lineage));
    }
    return stages;
  }

  private static <I extends Rank, O extends Rank> Recurred<I, O> recurred(
      List<Stage<I, ?>> stages) {
    return new Recurred<>(
        cast(stages.get(0)), stages.stream().skip(1).map(Stage::<I, Rank.Vector>cast).toList());
  }

  // The ranks of what a layer puts out are fixed by the layer's type; the values carry none.
  @SuppressWarnings("unchecked")
  private static <I extends Rank, O extends Rank> Stage<I, O> cast(Stage<?, ?> stage) {
    return (Stage<I, O>) stage;
  }

  /** Names what comes out here, with its unit ({@code USD}, or empty), for the exported file. */
  public Stage<I, R> output(String name, String unit) {
    return new Stage<>(graph, new Port(name, here.value(), unit), section, lineage);
  }

  /** The finished network, with what comes out here as its output. */
  public Network<I, R> build() {
    return new Network<>(graph.build(List.of(here)));
  }

  /** The shape of what comes out here. */
  public Shape shape() {
    return here.value().shape();
  }

  GraphBuilder graph() {
    return graph;
  }

  Port port() {
    return here;
  }

  Lineage lineage() {
    return lineage;
  }

  private <O extends Rank> Stage<I, O> add(String name, Lowering layer) {
    GraphBuilder builder = graph.copy();
    Value value =
        lower(name, layer, builder, (input, scope) -> List.of(layer.lower(input, scope))).get(0);
    return new Stage<>(builder, label(name, value), name, chained(name, layer));
  }

  private Lineage chained(String name, Lowering layer) {
    try {
      return lineage.with(name, layer);
    } catch (DeclarationException mistake) {
      throw mistake.at(graph.name() + "/" + name + " (" + layer.declaration() + ")");
    }
  }

  /** Several stages in one: the merge's operators stand behind all of theirs. */
  static <I extends Rank, R extends Rank> Stage<I, R> merged(
      List<? extends Stage<I, ?>> stages, Joining merge) {
    return cast(Stage.<I>joined(stages, merge).get(0));
  }

  /** The same, of a layer that gives its last states too. */
  static <I extends Rank, R extends Rank> Recurred<I, R> mergedWithStates(
      List<? extends Stage<I, ?>> stages, Joining merge) {
    return recurred(joined(stages, merge));
  }

  private static <I extends Rank> List<Stage<I, ?>> joined(
      List<? extends Stage<I, ?>> stages, Joining merge) {
    Branches branches = new Branches(stages);
    List<Port> ports = stages.stream().map(branches::add).toList();
    String name = FreeName.of(merge.kind(), branches.names());
    GraphBuilder builder = branches.graph();
    try {
      Set<String> before = Set.copyOf(builder.paramNames());
      List<Value> values =
          merge.lowerAll(ports.stream().map(Port::value).toList(), new Scope(builder, name));
      List<String> inputs =
          ports.stream().map(port -> branches.sectionOf(port.value().name())).toList();
      builder.section(
          new Section(
              name,
              merge.kind(),
              merge.declaration(),
              inputs,
              values.get(0).shape(),
              builder.paramNames().stream().filter(param -> !before.contains(param)).toList()));
      return stages(builder, name, values, branches.lineage().with(name, merge));
    } catch (DeclarationException mistake) {
      throw mistake.at(branches.graph().name() + "/" + name + " (" + merge.declaration() + ")");
    }
  }

  private interface LowerAll {
    List<Value> lower(Value input, Scope scope);
  }

  private List<Value> lower(String name, Lowering layer, GraphBuilder builder, LowerAll all) {
    try {
      int before = builder.paramNames().size();
      List<Value> values = all.lower(here.value(), new Scope(builder, name));
      List<String> params = builder.paramNames().stream().skip(before).toList();
      builder.section(
          new Section(
              name,
              layer.kind(),
              layer.declaration(),
              List.of(section),
              values.get(0).shape(),
              params));
      return values;
    } catch (DeclarationException mistake) {
      throw mistake.at(graph.name() + "/" + name + " (" + layer.declaration() + ")");
    }
  }

  private static Port label(String name, Value value) {
    return new Port(name, value, "");
  }

  private String freeName(Lowering layer) {
    return FreeName.of(layer.kind(), names());
  }

  private String taken(String name, Lowering layer) {
    if (name.contains("/")) {
      throw new DeclarationException(
          graph.name()
              + "/"
              + name
              + " ("
              + layer.declaration()
              + "): expected a name without \"/\", which parts a layer"
              + " from its weights, got \""
              + name
              + "\". Use another sign.");
    }
    if (names().contains(name)) {
      throw new DeclarationException(
          graph.name()
              + "/"
              + name
              + " ("
              + layer.declaration()
              + "): expected a name of its own, got \""
              + name
              + "\", which another layer or input has. Choose another, or leave it out.");
    }
    return name;
  }

  private Set<String> names() {
    return Stream.concat(
            graph.inputs().stream().map(Port::name), graph.sections().stream().map(Section::name))
        .collect(Collectors.toSet());
  }
}
