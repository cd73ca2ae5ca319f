package dev.hebb.network;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Node;
import dev.hebb.graph.Param;
import dev.hebb.graph.Statistic;
import dev.hebb.network.Rank.Vector;
import org.junit.jupiter.api.Test;

class CompositionTest {
  private final Network<Vector, Vector> part = part();

  private static Network<Vector, Vector> part() {
    return network("part", vector(3)).then(dense(3)).then("last", dense(3)).build();
  }

  @Test
  void aPartKeepsItsNameBeforeItsParameters() {
    Network<Vector, Vector> whole =
        network("whole", part.input()).then(part).then(dense(1)).build();
    assertThat(whole.graph().params())
        .extracting(Param::name)
        .containsExactly(
            "part/dense/kernel",
            "part/dense/bias",
            "part/last/kernel",
            "part/last/bias",
            "dense/kernel",
            "dense/bias");
    assertThat(whole.graph().nodes())
        .extracting(Node::name)
        .containsExactly("part/dense/Gemm", "part/last/Gemm", "dense/Gemm");
    assertThat(whole.summary()).contains("│ part (part)   │ (None, 3)    │      24 │");
  }

  @Test
  void usedTwiceItSharesItsWeights() {
    Network<Vector, Vector> twice = network("twice", vector(3)).then(part).then(part).build();
    assertThat(twice.graph().parameterCount())
        .isEqualTo(part.graph().parameterCount())
        .isEqualTo(24);
    assertThat(twice.graph().nodes()).hasSize(4);
    assertThat(twice.graph().sections()).extracting("name").containsExactly("part", "part_1");
  }

  @Test
  void anotherPartOfTheSameNameDoesNotShareThem() {
    Network<Vector, Vector> other = network("part", vector(3)).then(dense(3)).build();
    assertThatThrownBy(() -> network("two", vector(3)).then(part).then(other))
        .isInstanceOf(DeclarationException.class)
        .hasMessageStartingWith("two/part_1 (network \"part\"): expected ");
    Network<Vector, Vector> equal = part();
    assertThatThrownBy(() -> network("two", vector(3)).then(part).then(equal))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "two/part_1 (network \"part\"): expected the network \"part\" that is chained already, got another one of"
                + " that name. Chain the same one to share its weights, or give this one another name.");
  }

  @Test
  void partsOfPartsKeepBothNames() {
    Network<Vector, Vector> middle = network("middle", vector(3)).then(part).build();
    assertThat(network("whole", vector(3)).then(middle).build().graph().params())
        .extracting(Param::name)
        .contains("middle/part/dense/kernel");
  }

  @Test
  void whatIsFrozenIsNotTrained() {
    assertThat(part.frozen().graph().params()).extracting(Param::trainable).containsOnly(false);
    assertThat(part.graph().params()).extracting(Param::trainable).containsOnly(true);
    Network<Vector, Vector> tuned =
        network("tuned", vector(3)).then(part.frozen()).then(dense(1)).build();
    assertThat(tuned.graph().params().stream().filter(Param::trainable).map(Param::name))
        .containsExactly("dense/kernel", "dense/bias");
    assertThat(tuned.summary()).contains(" Non-trainable params: 24 (96.00 B)\n");
  }

  @Test
  void aPartIsFedWhatItWasDeclaredFor() {
    assertThatThrownBy(() -> network("whole", vector(4)).then(part))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "whole/part (network \"part\"): expected [batch, features=3], got [batch, features=4]."
                + " Feed it what it was declared for.");
    Network<Rank.Sequence, Vector> ten = network("ten", sequence(10, 1)).then(lstm(2)).build();
    assertThatThrownBy(() -> network("whole", sequence(ANY, 1)).then(ten))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "whole/ten (network \"ten\"): expected [batch, time=10, features=1], got [batch, time,"
                + " features=1]. Feed it what it was declared for.");
  }

  @Test
  void aFreeTimeTakesAFixedOne() {
    Network<Rank.Sequence, Rank.Sequence> any =
        network("any", sequence(ANY, 1)).then(lstm(2).returnSequences()).build();
    assertThat(network("whole", sequence(10, 1)).then(any).shape())
        .hasToString("[batch, time=10, features=2]");
  }

  @Test
  void aScalerInsideMeasuresWhatReachesItThere() {
    Network<Vector, Vector> scaling =
        network("scaling", vector(3)).then(dropout(0.1)).then(standardScaler("s")).build();
    Network<Vector, Vector> first = network("first", vector(3)).then(standardScaler("s")).build();
    assertThat(measured(network("whole", vector(2)).then(dense(3)).then(scaling).then(scaling)))
        .isEqualTo(new Initializer.Fitted(Statistic.MEAN, "scaling/dropout/WhenTraining"));
    assertThat(measured(network("whole", vector(2)).then(dense(3)).then(first).then(first)))
        .isEqualTo(new Initializer.Fitted(Statistic.MEAN, "dense/Gemm"));
  }

  private static Initializer measured(Stage<?, ?> stage) {
    return stage.build().graph().params().get(2).initializer();
  }
}
