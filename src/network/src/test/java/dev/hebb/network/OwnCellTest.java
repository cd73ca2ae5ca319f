package dev.hebb.network;

import static dev.hebb.graph.WeightOptions.bias;
import static dev.hebb.graph.WeightOptions.kernel;
import static dev.hebb.graph.WeightOptions.weight;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.frames;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.rnn;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.timeDistributed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.Constraint;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Model;
import dev.hebb.graph.Node;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Regularizer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Operator;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.layer.RnnOver;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recurrent layers of a user's own: names, weights, composition. */
class OwnCellTest {
  /** {@code h = tanh(x·W + b + u∘h₋₁)}. */
  record Own(int units) implements Cell {
    @Override
    public String kind() {
      return "own";
    }

    @Override
    public String declaration() {
      return "own(" + units + ")";
    }

    @Override
    public List<Integer> states() {
      return List.of(units);
    }

    @Override
    public Step step(Value x, List<Value> states, Scope scope) {
      Value own = scope.param("own", List.of((long) units), Initializer.ones(), Fans.NONE);
      Value kept = scope.arithmetic(Operator.MUL, states.get(0), own);
      Value sum = scope.arithmetic(Operator.ADD, dense(units).lower(x, scope), kept);
      return Step.of(scope.activate(Activation.TANH, sum));
    }
  }

  /** Adds what it reads, whole, to what it remembers. */
  record Reading(int units) implements ContextCell {
    @Override
    public String kind() {
      return "reading";
    }

    @Override
    public String declaration() {
      return "reading(" + units + ")";
    }

    @Override
    public List<Integer> states() {
      return List.of(units);
    }

    @Override
    public Cell.Step step(Value x, List<Value> states, List<Value> contexts, Scope scope) {
      Value sum = dense(units).lower(x, scope);
      Value read = dense(units).lower(contexts.get(0), scope.under("read"));
      Value all = scope.arithmetic(Operator.ADD, sum, read);
      return Cell.Step.of(scope.arithmetic(Operator.ADD, all, states.get(0)));
    }
  }

  private static final Stage<Sequence, Sequence> INPUT = network("net", sequence(ANY, 2));

  private static List<String> names(Graph graph) {
    return graph.params().stream().map(Param::name).toList();
  }

  @Test
  void itIsNamedNumberedAndCountedLikeTheOthers() {
    Network<Sequence, Vector> network =
        INPUT.then(rnn(new Own(3)).returnSequences()).then(rnn(new Own(4))).then(dense(1)).build();
    assertThat(names(network.graph()))
        .containsExactly(
            "own/own",
            "own/kernel",
            "own/bias",
            "own_1/own",
            "own_1/kernel",
            "own_1/bias",
            "dense/kernel",
            "dense/bias");
    assertThat(network.graph().nodes())
        .extracting(Node::name)
        .containsExactly(
            "own/Transpose",
            "own/Scan",
            "own/Transpose_1",
            "own_1/Transpose",
            "own_1/Scan",
            "dense/Gemm");
    assertThat(network.summary())
        .contains("│ own (own)     │ (None, None, 3) │      12 │")
        .contains("│ own_1 (own)   │ (None, 4)       │      20 │");
    assertThat(network.graph().sections())
        .extracting(section -> section.declaration())
        .containsExactly("rnn(own(3)).returnSequences()", "rnn(own(4))", "dense(1)");
  }

  @Test
  void somethingCanBeSaidOfItsWeights() {
    Graph graph =
        INPUT
            .then(
                rnn(new Own(3))
                    .with(
                        kernel().regularizer(Regularizer.l2(0.1)),
                        weight("own").constraint(Constraint.maxNorm(2)),
                        bias().initializer(Initializer.ones())))
            .build()
            .graph();
    assertThat(graph.params().get(0).constraints()).containsExactly(Constraint.maxNorm(2));
    assertThat(graph.params().get(1).regularizers()).containsExactly(Regularizer.l2(0.1));
    assertThat(graph.params().get(2).initializer()).isEqualTo(Initializer.ones());
    assertThatThrownBy(() -> INPUT.then(rnn(new Own(3)).with(weight("gate"))))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net/own (rnn(own(3)).with(gate)): expected a weight of this layer, one of [own, kernel,"
                + " bias], got \"gate\". Say it of one of those.");
  }

  @Test
  void itsPartIsSharedFrozenAndTakenOut() {
    Network<Sequence, Vector> part = INPUT.then(rnn(new Own(3))).build();
    Stage<Sequence, Sequence> wide = network("wide", sequence(5, 2));
    Network<Sequence, Vector> whole = concat(wide.then(part), wide.then(part)).build();
    assertThat(names(whole.graph()))
        .containsExactly("net/own/own", "net/own/kernel", "net/own/bias");
    assertThat(whole.output().shape()).hasToString("[batch, features=6]");
    Model model = Model.initial(whole, 1);
    assertThat(model.part(part).weights().get("own/kernel"))
        .isEqualTo(model.weights().get("net/own/kernel"));
    assertThat(part.frozen().graph().params()).extracting(Param::trainable).containsOnly(false);
  }

  @Test
  void branchesThatMeetHaveNamesOfTheirOwn() {
    Network<Sequence, Vector> both =
        concat(INPUT.then(rnn(new Own(3))), INPUT.then(rnn(new Own(3)))).build();
    assertThat(names(both.graph()))
        .containsExactly(
            "own/own", "own/kernel", "own/bias", "own_1/own", "own_1/kernel", "own_1/bias");
    assertThat(both.graph().nodes().get(3).inputs())
        .containsExactly("own_1/Transpose", "own_1/own", "own_1/kernel", "own_1/bias");
  }

  @Test
  void itReadsInBothDirections() {
    Graph graph = INPUT.then(bidirectional(rnn(new Own(3)).returnSequences())).build().graph();
    assertThat(names(graph))
        .startsWith("bidirectional/forward_own/own")
        .endsWith("bidirectional/backward_own/bias");
    assertThat(graph.outputs().get(0).value().shape()).hasToString("[batch, time, features=6]");
  }

  @Test
  void itStandsOnWhatItReads() {
    Stage<Sequence, Vector> read = INPUT.then(rnn(new Own(4)));
    Network<Sequence, Sequence> network =
        INPUT.then(rnn(new Reading(3)).returnSequences().over(read).with(bias())).build();
    assertThat(network.output().shape()).hasToString("[batch, time, features=3]");
    assertThat(names(network.graph()))
        .endsWith("reading/kernel", "reading/bias", "reading/read/kernel", "reading/read/bias");
    assertThat(network.graph().sections().get(1).inputs()).containsExactly("input", "own");
    assertThat(network.graph().sections().get(1).declaration())
        .isEqualTo("rnn(reading(3)).returnSequences().over(...).with(bias)");
    Node scan = network.graph().nodes().get(4);
    assertThat(scan.name()).isEqualTo("reading/Scan");
    assertThat(scan.inputs())
        .containsExactly(
            "reading/Transpose", "reading/kernel", "reading/bias", "reading/read/Gemm");
    assertThatThrownBy(() -> INPUT.then(rnn(new Reading(3)).over(read).with(weight("gate"))))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net/reading (rnn(reading(3)).over(...).with(gate)): expected a weight of this layer, one"
                + " of [kernel, bias, read/kernel, read/bias], got \"gate\". Say it of one of those.");
    assertThatThrownBy(
            () ->
                network("net", frames(3, sequence(4, 2)))
                    .then(timeDistributed(rnn(new Reading(3)).over(read))))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net/time_distributed (timeDistributed(rnn(reading(3)).over(...))): expected a stage of its"
                + " own to be chained on, got a place in another layer, where the stages that it reads"
                + " are not. Chain it with then(...).");
  }

  @Test
  void itBeginsWithStatesThatAreGiven() {
    Stage<Sequence, Vector> read = INPUT.then(rnn(new Own(3)));
    RnnOver<Vector> layer = rnn(new Reading(3)).goBackwards().over(read);
    Recurred<Sequence, Vector> begun = INPUT.then(layer.from(List.of(read)).returnState());
    assertThat(begun.states()).hasSize(1);
    assertThat(begun.states().get(0).shape()).hasToString("[batch, features=3]");
    Node scan = begun.output().build().graph().nodes().get(4);
    assertThat(scan.inputs())
        .containsExactly(
            "own/Scan", "reading/Transpose", "reading/kernel", "reading/bias", "reading/read/Gemm");
    assertThatThrownBy(() -> INPUT.then(rnn(new Own(4)).from(List.of(read))))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net/own_1 (rnn(own(4)).from(...)): expected a first state of 4 units, got [batch,"
                + " features=3]. Bring it there: dense(4).");
    Graph fed =
        branch("net", sequence(ANY, 2))
            .then(rnn(new Own(3)).statefulInputs())
            .output()
            .build()
            .graph();
    assertThat(fed.inputs()).extracting(Port::name).containsExactly("input", "own_state_in");
  }
}
