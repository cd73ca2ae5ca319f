package dev.hebb.network;

import static dev.hebb.graph.Initializer.heNormal;
import static dev.hebb.graph.WeightOptions.kernel;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.frames;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.timeDistributed;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Section;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Rank.Vector;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Recurrent layers whose first states are given: as stages, or as inputs. */
class StatesTest {
  private final Stage<Several, Sequence> x = branch("net", sequence(ANY, 2).named("x"));
  private final Stage<Several, Vector> h = branch("net", vector(3).named("h"));
  private final Stage<Several, Vector> c = branch("net", vector(3).named("c"));

  private static void refused(ThrowingCallable declaration, String message) {
    assertThatThrownBy(declaration).isInstanceOf(DeclarationException.class).hasMessage(message);
  }

  @Test
  void layersReadAsTheyWereWritten() {
    assertThat(lstm(3).from(List.of(h, c)).declaration()).isEqualTo("lstm(3).from(...)");
    assertThat(lstm(3).returnState().from(List.of(h, c)).declaration())
        .isEqualTo("lstm(3).from(...).returnState()");
    assertThat(lstm(3).from(List.of(h, c)).returnState())
        .isEqualTo(lstm(3).returnState().from(List.of(h, c)));
    assertThat(gru(3).returnSequences().statefulInputs().declaration())
        .isEqualTo("gru(3).returnSequences().statefulInputs()");
    assertThat(bidirectional(gru(3)).sum().returnState().declaration())
        .isEqualTo("bidirectional(gru(3)).sum().returnState()");
    assertThat(gru(3).returnState().kind()).isEqualTo("gru");
    assertThat(gru(3).statefulInputs().kind()).isEqualTo("gru");
  }

  @Test
  void aDecoderBeginsWhereTheEncoderEnded() {
    var encoded = x.then(lstm(3).returnState());
    Stage<Several, Sequence> decoded =
        branch("net", sequence(ANY, 4).named("y").time("y_time"))
            .then(lstm(3).returnSequences().from(encoded.states()));
    assertThat(decoded.shape()).hasToString("[batch, y_time, features=3]");
    Graph graph = decoded.build().graph();
    assertThat(graph.inputs()).extracting(Port::name).containsExactly("x", "y");
    assertThat(graph.sections())
        .extracting(Section::name, Section::inputs)
        .containsExactly(tuple("lstm", List.of("x")), tuple("lstm_1", List.of("y", "lstm")));
    Node second = graph.nodes().get(graph.nodes().size() - 2);
    assertThat(second.inputs())
        .containsExactly(
            "lstm_1/Transpose",
            "lstm_1/kernel",
            "lstm_1/recurrent_kernel",
            "lstm_1/bias",
            "lstm/LSTM:1",
            "lstm/LSTM:2");
  }

  @Test
  void statesThatComeOutOfBothDirections() {
    Recurred<Several, Vector> both = x.then(bidirectional(lstm(3)).returnState());
    assertThat(both.states()).hasSize(4);
    assertThat(both.output().shape()).hasToString("[batch, features=6]");
    assertThat(both.states())
        .extracting(state -> state.shape().toString())
        .containsOnly("[batch, features=3]");
    Graph graph = Network.of(both.states()).graph();
    assertThat(graph.outputs())
        .extracting(port -> port.name() + " = " + port.value().name())
        .containsExactly(
            "bidirectional_state = bidirectional/forward_lstm/LSTM:1",
            "bidirectional_state_1 = bidirectional/forward_lstm/LSTM:2",
            "bidirectional_state_2 = bidirectional/backward_lstm/LSTM:1",
            "bidirectional_state_3 = bidirectional/backward_lstm/LSTM:2");
    assertThat(x.then(bidirectional(lstm(3)).from(both.states())).shape())
        .hasToString("[batch, features=6]");
  }

  @Test
  void statesAreInputsAndOutputs() {
    Recurred<Several, Sequence> first = x.then("first", gru(3).returnSequences().statefulInputs());
    Recurred<Several, Vector> second = first.output().then("second", lstm(4).statefulInputs());
    Graph graph =
        Network.of(
                List.of(
                    second.output().then(dense(1)).output("y", ""),
                    first.states().get(0),
                    second.states().get(0),
                    second.states().get(1)))
            .graph();
    assertThat(graph.inputs())
        .extracting(port -> port.value().toString())
        .containsExactly(
            "x[batch, time, features=2]",
            "first_state_in[batch, features=3]",
            "second_state_in[batch, features=4]",
            "second_state_1_in[batch, features=4]");
    assertThat(graph.outputs())
        .extracting(Port::name)
        .containsExactly("y", "first_state", "second_state", "second_state_1");
    assertThat(graph.sections().get(1).inputs())
        .containsExactly("first", "second_state_in", "second_state_1_in");
    assertThat(x.then(simpleRnn(2).statefulInputs()).output().build().graph().inputs())
        .extracting(Port::name)
        .containsExactly("x", "simple_rnn_state_in");
  }

  @Test
  void aLayersInputsAreItsOwn() {
    Stage<Several, Vector> one = x.then(gru(3).statefulInputs()).output();
    Stage<Several, Vector> other = x.then(gru(3).statefulInputs()).output();
    refused(
        () -> concat(one, other),
        "net: expected one layer that adds the input \"gru_state_in\", got two. Give one of them"
            + " another name: then(\"name\", ...).");
    Stage<Several, Vector> named = x.then("own", gru(3).statefulInputs()).output();
    Graph graph = concat(one, named).then(dense(1)).build().graph();
    assertThat(graph.inputs())
        .extracting(Port::name)
        .containsExactly("x", "gru_state_in", "own_state_in");
    assertThat(concat(concat(one, named), one).build().graph().inputs()).hasSize(3);
    refused(
        () -> concat(one, branch("net", vector(3).named("gru_state_in"))),
        "net: expected one layer that adds the input \"gru_state_in\", got two. Give one of them"
            + " another name: then(\"name\", ...).");
  }

  @Test
  void aNetworkOfOneInputGetsNoOthers() {
    refused(
        () -> network("net", sequence(ANY, 2)).then(lstm(3).statefulInputs()),
        "net/lstm (lstm(3).statefulInputs()): expected a network that may have further inputs, such as"
            + " [lstm_state_in, lstm_state_1_in], got one begun with network(name, input). Begin it"
            + " with branch(name, input).");
  }

  @Test
  void optionsForWeights() {
    Graph graph =
        x.then(lstm(3).from(List.of(h, c)).with(kernel().initializer(heNormal()))).build().graph();
    assertThat(graph.params().get(0))
        .extracting(Param::name, Param::initializer)
        .containsExactly("lstm/kernel", heNormal());
    Recurred<Several, Vector> stateful =
        x.then(gru(3).statefulInputs().with(kernel().initializer(heNormal())));
    assertThat(stateful.output().build().graph().params().get(0).initializer())
        .isEqualTo(heNormal());
    assertThat(
            x.then(lstm(3).returnState().from(List.of(h, c)).with(kernel().initializer(heNormal())))
                .states())
        .hasSize(2);
  }

  @Test
  void whatDoesNotFit() {
    refused(
        () -> x.then(lstm(3).from(List.of(h))),
        "net/lstm (lstm(3).from(...)): expected 2 first states, of [3, 3] units, got [[batch,"
            + " features=3]]. Give all that a layer of its kind puts out as its states.");
    refused(
        () -> x.then(gru(3).returnState().from(List.of(h, c))),
        "net/gru (gru(3).from(...).returnState()): expected 1 first states, of [3] units, got [[batch,"
            + " features=3], [batch, features=3]]. Give all that a layer of its kind puts out as its"
            + " states.");
    refused(
        () -> x.then(simpleRnn(4).from(List.of(h))),
        "net/simple_rnn (simpleRnn(4).from(...)): expected a first state of 4 units, got [batch,"
            + " features=3]. Bring it there: dense(4).");
    refused(
        () -> x.then(gru(3).from(List.of())),
        "net/gru (gru(3).from(...)): expected 1 first states, of [3] units, got []. Give all that a"
            + " layer of its kind puts out as its states.");
    refused(
        () ->
            network("net", frames(ANY, sequence(4, 2)))
                .then(timeDistributed(gru(3).from(List.of(h)))),
        "net/time_distributed (timeDistributed(gru(3).from(...))): expected a stage of its own to be"
            + " chained on, got a place in another layer, where the stages that it reads are not."
            + " Chain it with then(...).");
  }

  @Test
  void timesHaveNames() {
    assertThat(sequence(ANY, 5).named("s").time("source_time").shape())
        .hasToString("[batch, source_time, features=5]");
    assertThat(tokens(ANY).time("source_time").withLengths().shape())
        .hasToString("[batch, source_time]");
    assertThat(sequence(7, 5).time("source_time").time("again").shape())
        .hasToString("[batch, again=7, features=5]");
    assertThat(frames(ANY, sequence(4, 2)).time("clip_time").shape())
        .hasToString("[batch, clip_time, time=4, features=2]");
    refused(
        () -> vector(3).named("facts").time("when"),
        "facts (time(\"when\")): expected an input whose second axis is the time, got [batch,"
            + " features=3]. Name the axis of tokens, sequences and frames.");
    refused(
        () -> tokens(ANY).time("batch"),
        "input (time(\"batch\")): expected letters, digits and _, and not \"batch\", got \"batch\"."
            + " Choose a name such as source_time.");
    refused(
        () -> tokens(ANY).time("a*b"),
        "input (time(\"a*b\")): expected letters, digits and _, and not \"batch\", got \"a*b\"."
            + " Choose a name such as source_time.");
  }
}
