package dev.hebb.network;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dot;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.masking;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.softmax;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Node;
import dev.hebb.graph.Picture;
import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.Fill;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.SequenceMask;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a declaration says of rows that are padded. */
class PaddedNetworkTest {
  @TempDir Path folder;

  private static Stage<Sequence, Sequence> padded() {
    return network("n", sequence(ANY, 3).withLengths());
  }

  private static Stage<Several, Sequence> padded(String name) {
    return branch("n", sequence(ANY, 3).named(name).withLengths());
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(DeclarationException.class).hasMessage(message);
  }

  @Test
  void shapesSayIt() {
    Stage<Sequence, Sequence> x = padded();
    assertThat(x.shape()).hasToString("[batch, time(lengths), features=3]");
    assertThat(x.then(conv1d(2, 3).stride(2)).shape())
        .hasToString("[batch, time=floor((time(lengths) - 1)/2), features=2]");
    assertThat(x.then(lstm(4)).shape()).hasToString("[batch, features=4]");
    assertThat(network("n", tokens(ANY)).then(embedding(5, 2).maskZero()).shape())
        .hasToString("[batch, time(embedding), features=2]");
    assertThat(dot(x, x, 2, 2).shape()).hasToString("[batch, time(lengths), time(lengths)]");
    assertThat(dot(x, x, 2, 2).then(softmax()).shape()).hasToString("[batch, time(lengths), time]");
  }

  @Test
  void tablesAndPicturesSayItOfTheRows() {
    Network<Sequence, Sequence> net =
        network("n", sequence(ANY, 3).named("frames").unit("mV").withLengths())
            .then(dense(2))
            .build();
    assertThat(net.summary())
        .contains("│ dense (dense) │ (None, None, 2) │")
        .doesNotContain("lengths");
    assertThat(Picture.of(net.graph()).svg().lines().filter(line -> line.contains("<text")))
        .extracting(line -> line.replaceAll("<[^>]*>", "").trim())
        .containsExactly(
            "[batch, time, features=3]",
            "[batch, time, features=2]",
            "frames",
            "input, mV and frames_lengths",
            "dense",
            "dense(2)");
  }

  @Test
  void aFileKeepsIt() {
    Network<Sequence, Sequence> net =
        padded().then(conv1d(2, 3).same()).then(simpleRnn(2).returnSequences()).build();
    Path file = folder.resolve("net.hebb");
    Model.initial(net, 1).save(file);
    assertThat(Model.load(file).graph()).isEqualTo(net.graph());
  }

  @Test
  void lengthsAreWorkedOutOnce() {
    Graph graph =
        padded()
            .then(conv1d(3, 2).stride(2))
            .then(conv1d(3, 3).same())
            .then(lstm(3).returnSequences())
            .then(conv1d(3, 3).same())
            .then(globalAveragePool1d())
            .build()
            .graph();
    assertThat(graph.nodes().stream().map(Node::op).filter(op -> op instanceof SequenceMask))
        .hasSize(1);
    assertThat(graph.nodes()).filteredOn(node -> node.name().endsWith("floor")).hasSize(1);
  }

  @Test
  void whatIsNeutralAlreadyIsNotFilledAgain() {
    Network<Sequence, Sequence> part =
        network("part", sequence(ANY, 3).withLengths()).then(conv1d(3, 3).same()).build();
    Graph graph = padded().then(part).build().graph();
    assertThat(graph.nodes().stream().map(Node::op).filter(op -> op instanceof Fill)).hasSize(1);
  }

  @Test
  void aPartThatKnowsNothingOfPaddingLearnsOfIt() {
    Network<Sequence, Rank.Vector> part =
        network("part", sequence(ANY, 3)).then(conv1d(3, 3).same()).then(lstm(2)).build();
    Graph graph = padded().then(part).build().graph();
    Node conv = graph.nodes().stream().filter(node -> node.op() instanceof Conv).findFirst().get();
    assertThat(graph.nodes())
        .filteredOn(node -> node.outputs().get(0).name().equals(conv.inputs().get(0)))
        .extracting(Node::op)
        .containsExactly(new Fill(2, 0, true));
    assertThat(graph.nodes().stream().map(Node::op).filter(op -> op instanceof Lstm))
        .allMatch(op -> ((Lstm) op).lengths());
    assertThat(graph.params()).extracting("name").contains("part/conv1d/kernel", "part/lstm/bias");
  }

  @Test
  void rowsOfTwoInputsReachAsFarAsBoth() {
    Stage<Several, Sequence> both = add(padded("a"), padded("b").then(dense(3)));
    assertThat(both.shape()).hasToString("[batch, time(add), features=3]");
    assertThat(concat(padded("b"), padded("a")).build().graph().inputs())
        .extracting("name")
        .containsExactly("b", "b_lengths", "a", "a_lengths");
    assertThat(add(padded("a").then(conv1d(2, 2)), padded("b").then(conv1d(2, 2))).shape())
        .hasToString("[batch, time=time(add) - 1, features=2]");
  }

  @Test
  void oneOfTwoThatSaysNothing() {
    refused(
        () -> add(padded("a"), branch("n", sequence(ANY, 3).named("b"))),
        "n/add (add(...)): expected rows that are padded alike, got time(a_lengths) and time of"
            + " [[batch, time(a_lengths), features=3], [batch, time, features=3]]. Say of each how"
            + " its rows are padded: withLengths(), maskZero() or masking(...).");
    refused(
        () -> concat(branch("n", sequence(ANY, 3).named("b")), padded("a")),
        "n/concatenate (concat(...)): expected rows that are padded alike, got time and"
            + " time(a_lengths) of [[batch, time, features=3], [batch, time(a_lengths),"
            + " features=3]]. Say of each how its rows are padded: withLengths(), maskZero() or"
            + " masking(...).");
  }

  @Test
  void aPartThatWantsLengthsGetsThem() {
    Network<Sequence, Rank.Vector> part =
        network("part", sequence(ANY, 3).withLengths()).then(gru(2)).build();
    refused(
        () -> network("n", sequence(ANY, 3)).then(part),
        "n/part (network \"part\"): expected padded rows for input \"input\", got [batch, time,"
            + " features=3]. Say how long they are: withLengths() or maskZero().");
    assertThat(network("n", sequence(ANY, 3)).then(masking(0)).then(part).shape())
        .hasToString("[batch, features=2]");
  }

  @Test
  void onlyAFreeAxisIsPadded() {
    refused(
        () -> network("n", sequence(4, 3).withLengths()),
        "n/input (withLengths()): expected a free axis, got time=4 of [batch, time=4, features=3]."
            + " Declare its length as ANY.");
    refused(
        () -> network("n", vector(4).named("x").withLengths()),
        "n/x (withLengths()): expected a free axis, got features=4 of [batch, features=4]. Declare"
            + " its length as ANY.");
  }
}
