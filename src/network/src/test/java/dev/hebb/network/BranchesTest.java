package dev.hebb.network;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Port;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import java.util.List;
import org.junit.jupiter.api.Test;

class BranchesTest {
  private final Stage<Vector, Vector> trunk = network("net", vector(3)).then("trunk", dense(4));

  @Test
  void twoLayersOnOneStageAreTwoBranches() {
    Stage<Vector, Vector> mean = trunk.then("mean", dense(1)).output("mu", "USD");
    Stage<Vector, Vector> spread = trunk.then("spread", dense(2).activation(RELU));
    Graph graph = Network.of(List.of(mean, spread)).graph();
    assertThat(graph.nodes())
        .extracting(Node::name)
        .containsExactly("trunk/Gemm", "mean/Gemm", "spread/Gemm", "spread/relu");
    assertThat(graph.outputs()).extracting(Port::name).containsExactly("mu", "spread");
    assertThat(graph.outputs()).extracting(Port::unit).containsExactly("USD", "");
    assertThat(graph.outputs())
        .extracting(port -> port.value().toString())
        .containsExactly("mean/Gemm[batch, features=1]", "spread/relu[batch, features=2]");
    assertThat(graph.parameterCount()).isEqualTo(16 + 5 + 10);
    assertThat(graph.sections()).extracting("name").containsExactly("trunk", "mean", "spread");
  }

  @Test
  void aStageUsedTwiceIsUnchanged() {
    Graph before = trunk.build().graph();
    Stage<Vector, Vector> one = trunk.then(dense(1));
    assertThat(trunk.then(dense(1)).build().graph()).isEqualTo(one.build().graph());
    assertThat(trunk.build().graph()).isEqualTo(before);
    assertThat(trunk.shape()).hasToString("[batch, features=4]");
  }

  @Test
  void layersOfOneNameInTwoBranchesAreNotTakenForOne() {
    Graph two = Network.of(List.of(trunk.then(dense(1)), trunk.then(dense(1)))).graph();
    assertThat(two.sections()).extracting("name").containsExactly("trunk", "dense", "dense_1");
    assertThat(two.outputs()).extracting(Port::name).containsExactly("dense", "dense_1");
    assertThat(two.parameterCount()).isEqualTo(16 + 5 + 5);
    assertThatThrownBy(
            () -> Network.of(List.of(trunk.then("head", dense(1)), trunk.then("head", dense(2)))))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net: expected a name of its own for each layer, got \"head\" in two branches. Choose"
                + " another for one of them.");
  }

  @Test
  void branchesMeetAgain() {
    Stage<Vector, Vector> left = trunk.then(dense(4)).then(dense(4));
    Stage<Vector, Vector> right = trunk.then(dense(4).activation(RELU));
    Stage<Vector, Vector> sum = add(left, right);
    // The right branch, met before under another name, is still the same layer.
    Graph graph = concat(sum, right).then(dense(1)).build().graph();
    assertThat(graph.sections())
        .extracting("name")
        .containsExactly("trunk", "dense", "dense_1", "dense_2", "add", "concatenate", "dense_3");
    assertThat(graph.sections().get(5).inputs()).containsExactly("add", "dense_2");
    assertThat(graph.sections().get(4).inputs()).containsExactly("dense_1", "dense_2");
    assertThat(graph.parameterCount()).isEqualTo(16 + 20 + 20 + 20 + 9);
    assertThat(graph.outputs().get(0).value().shape()).hasToString("[batch, features=1]");
  }

  @Test
  void whatDoesNotFitDoesNotMeet() {
    assertThatThrownBy(() -> add(trunk, trunk.then(dense(3))))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net/add (add(...)): expected shapes that broadcast, got [batch, features=4] and [batch,"
                + " features=3] (features=4 against features=3). Give both the same length there, or"
                + " one of them length 1.");
    assertThatThrownBy(() -> add(trunk, network("other", vector(2)).then(dense(4))))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net: expected branches of one network, got one of \"other\" with other inputs. Begin"
                + " them at the same stage, or with branch(name, input).");
  }

  @Test
  void outputsOfOneNameAreRefused() {
    assertThatThrownBy(
            () ->
                Network.of(
                    List.of(
                        trunk.then("a", dense(1)).output("price", ""),
                        trunk.then("b", dense(1)).output("price", ""))))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net: expected a name of its own for each output, got \"price\" twice. Name one of"
                + " them: output(\"name\", unit).");
  }

  @Test
  void aLayerThatReturnsItsStateHasSeveralOutputs() {
    Stage<Sequence, Sequence> input = network("net", sequence(ANY, 3));
    Recurred<Sequence, Sequence> all = input.then(lstm(2).returnSequences().returnState());
    assertThat(all.output().shape()).hasToString("[batch, time, features=2]");
    assertThat(all.states()).hasSize(2);
    Graph graph =
        Network.of(List.of(all.output(), all.states().get(0), all.states().get(1))).graph();
    assertThat(graph.outputs())
        .extracting(Port::name)
        .containsExactly("lstm", "lstm_state", "lstm_state_1");
    assertThat(graph.outputs())
        .extracting(port -> port.value().shape().toString())
        .containsExactly("[batch, time, features=2]", "[batch, features=2]", "[batch, features=2]");
    assertThat(graph.parameterCount()).isEqualTo(4 * (2 * 3 + 2 * 2 + 2));
  }

  @Test
  void theLastOutputOfAPlainRecurrenceIsItsState() {
    Recurred<Sequence, Vector> last =
        network("net", sequence(ANY, 3)).then(simpleRnn(2).returnState());
    Graph graph = Network.of(List.of(last.output(), last.states().get(0))).graph();
    assertThat(graph.outputs())
        .extracting(Port::name)
        .containsExactly("simple_rnn", "simple_rnn_state");
    assertThat(graph.outputs().get(0).value()).isEqualTo(graph.outputs().get(1).value());
    assertThat(last.states().get(0).then(dense(1)).shape()).hasToString("[batch, features=1]");
  }
}
