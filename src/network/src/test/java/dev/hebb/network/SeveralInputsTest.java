package dev.hebb.network;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.asSequence;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.frames;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.timeDistributed;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Rank.Vector;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SeveralInputsTest {
  private static Network<Several, Vector> fusion() {
    var words = branch("fusion", tokens(ANY).named("words")).then(embedding(9, 4)).then(lstm(3));
    var facts = branch("fusion", vector(5).named("facts")).then(dense(3));
    return concat(words, facts).then(dense(2)).build();
  }

  private static void refused(ThrowingCallable declaration, String message) {
    assertThatThrownBy(declaration).isInstanceOf(DeclarationException.class).hasMessage(message);
  }

  @Test
  void inputsStandInTheOrderInWhichTheyMeet() {
    Network<Several, Vector> fusion = fusion();
    assertThat(fusion.graph().inputs()).extracting(Port::name).containsExactly("words", "facts");
    assertThat(fusion.graph().inputs())
        .extracting(port -> port.value().type())
        .containsExactly(DataType.INT64, DataType.FLOAT32);
    assertThat(fusion.graph().params())
        .extracting(Param::name)
        .contains("embedding/embeddings", "lstm/kernel", "dense/kernel", "dense_1/kernel");
    assertThat(fusion.output().shape()).hasToString("[batch, features=2]");
  }

  @Test
  void aNetworkOfSeveralInputsIsALayerOnSeveralStages() {
    var a = branch("whole", tokens(7).named("title"));
    var b = branch("whole", tokens(8).named("text"));
    var facts = branch("whole", vector(5).named("facts"));
    Network<Several, Vector> fusion = fusion();
    var twice = add(fusion.on(List.of(a, facts)), fusion.on(List.of(b, facts))).build();
    assertThat(twice.graph().inputs())
        .extracting(Port::name)
        .containsExactly("title", "facts", "text");
    assertThat(twice.graph().parameterCount()).isEqualTo(fusion.graph().parameterCount());
    refused(
        () -> fusion.on(List.of(a)),
        "whole/fusion (network \"fusion\"): expected a value for each of its inputs [words, facts],"
            + " got 1. Give them in this order: on(List.of(a, b)).");
    refused(
        () -> fusion.on(List.of(a, b)),
        "whole/fusion (network \"fusion\"): expected [batch, features=5], got [batch, time=8]. Feed"
            + " it what it was declared for.");
  }

  @Test
  void oneNameIsOneInput() {
    var a = branch("n", vector(2).named("x")).then(dense(4));
    var b = branch("n", vector(3).named("x")).then(dense(4));
    refused(
        () -> add(a, b),
        "n: expected one input \"x\", got x[batch, features=2] and x[batch, features=3]. Give one of"
            + " them another name: named(...).");
  }

  @Test
  void wholeNumbersAreNoPlaceForArithmetic() {
    refused(
        () -> network("n", tokens(3)).then(new Doubled()),
        "n/doubled (doubled()): expected floats (FLOAT32), got input[batch, time=3] of INT64. Embed"
            + " or encode whole numbers first.");
  }

  @Test
  void everyFrameGoesThroughTheSameLayer() {
    var clip =
        network("clip", frames(ANY, image(6, 6, 1)))
            .then(timeDistributed(conv2d(4, 3)))
            .then(timeDistributed(flatten()))
            .then(asSequence())
            .then(lstm(2));
    assertThat(clip.shape()).hasToString("[batch, features=2]");
    assertThat(clip.build().graph().params())
        .extracting(Param::name)
        .startsWith("time_distributed/kernel", "time_distributed/bias");
    refused(
        () -> network("n", frames(ANY, tokens(ANY))).then(timeDistributed(embedding(3, 2))),
        "n/time_distributed (timeDistributed(embedding(3, 2))): expected fixed lengths after the"
            + " time, got [batch, time, time], whose time is free. Declare its length.");
  }
}
