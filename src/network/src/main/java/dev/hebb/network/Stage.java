package dev.hebb.network;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Ragged;
import java.util.ArrayList;
import java.util.List;
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
    return new Stage<>(builder, Port.of(begun(input, builder)), input.name(), Lineage.NONE);
  }

  /** Adds what is fed, and how long its rows are. */
  static Value begun(Input<?> input, GraphBuilder builder) {
    Value value = builder.input(input.name(), input.shape(), input.type(), input.unit());
    return input.padded() ? padded(value, input, builder) : value;
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
    return output(junction(layer).add(layer));
  }

  /** Adds a layer under a name of your own, which must be free. */
  public <O extends Rank> Stage<I, O> then(String name, Layer<? super R, O> layer) {
    return output(junction(layer).add(name, layer));
  }

  /** Adds a layer that keeps the rank. */
  public Stage<I, R> then(SameRank<? super R> layer) {
    return output(junction(layer).add(layer));
  }

  /** Adds a layer that keeps the rank, under a name of your own. */
  public Stage<I, R> then(String name, SameRank<? super R> layer) {
    return output(junction(layer).add(name, layer));
  }

  /** Adds a recurrent layer and gives its last states beside its output. */
  public <O extends Rank> Recurred<I, O> then(ReturnState<? super R, O> layer) {
    return recurred(junction(layer).add(layer));
  }

  /** Adds a recurrent layer that gives its last states, under a name of your own. */
  public <O extends Rank> Recurred<I, O> then(String name, ReturnState<? super R, O> layer) {
    return recurred(junction(layer).add(name, layer));
  }

  /** Adds an attention layer and gives its scores beside its output. */
  public Attended<I, R> then(ReturnScores<? super R> layer) {
    return attended(junction(layer).add(layer));
  }

  /** Adds an attention layer that gives its scores, under a name of your own. */
  public Attended<I, R> then(String name, ReturnScores<? super R> layer) {
    return attended(junction(layer).add(name, layer));
  }

  // What the layer reads beside this stage comes from before it, and stands first.
  private Junction junction(Lowering layer) {
    List<? extends Stage<?, ?>> beside = layer.beside();
    return beside.isEmpty()
        ? Junction.behind(this)
        : Junction.behind(
            Stream.concat(Stream.of(this), beside.stream()).toList(),
            Stream.concat(beside.stream(), Stream.of(this)).toList());
  }

  /** Several stages in one: the layer's operators stand behind all of theirs. */
  static <I extends Rank, R extends Rank> Stage<I, R> merged(
      List<? extends Stage<I, ?>> stages, Lowering merge) {
    return output(Junction.behind(stages).add(merge));
  }

  private static <I extends Rank, O extends Rank> Stage<I, O> output(Junction.Grown grown) {
    return at(grown, grown.name(), 0);
  }

  // The ranks of what a layer puts out are fixed by the layer's type; the values carry none.
  private static <I extends Rank, O extends Rank> Stage<I, O> at(
      Junction.Grown grown, String name, int index) {
    Port port = new Port(name, grown.values().get(index), "");
    return new Stage<>(grown.graph(), port, grown.name(), grown.lineage());
  }

  private static <I extends Rank, O extends Rank> Recurred<I, O> recurred(Junction.Grown grown) {
    List<Stage<I, Rank.Vector>> states = new ArrayList<>();
    for (int i = 1; i < grown.values().size(); i++) {
      states.add(at(grown, Recurred.state(grown.name(), i - 1), i));
    }
    return new Recurred<>(output(grown), states);
  }

  private static <I extends Rank, R extends Rank> Attended<I, R> attended(Junction.Grown grown) {
    return new Attended<>(output(grown), at(grown, grown.name() + "_scores", 1));
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

  String section() {
    return section;
  }

  Lineage lineage() {
    return lineage;
  }
}
