package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Rnn;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {
  private final GraphBuilder builder = new GraphBuilder("net");
  private final Value x =
      builder.input("input", ShapeText.shape("batch, features=3"), DataType.FLOAT32, "");

  private static Param param(long size, boolean trainable) {
    return new Param("dense/bias", List.of(size), Initializer.zeros(), Fans.NONE, trainable);
  }

  @Test
  void nodesOfOneNameAreNumbered() {
    Scope scope = new Scope(builder, "layer");
    Activate relu = new Activate(Activation.RELU);
    assertThat(scope.op(relu, scope.op(relu, scope.op(relu, x))).name()).isEqualTo("layer/relu_2");
  }

  @Test
  void severalOutputsAreNumberedBehindAColon() {
    Value sequence =
        builder.input("s", ShapeText.shape("time, batch, features=3"), DataType.FLOAT32, "");
    Scope scope = new Scope(builder, "rnn");
    Value kernel = scope.param("kernel", List.of(2L, 3L), Initializer.zeros(), Fans.NONE);
    Value recurrent = scope.param("recurrent", List.of(2L, 2L), Initializer.zeros(), Fans.NONE);
    Rnn rnn = new Rnn(2, Activation.TANH, false, false, Direction.FORWARD);
    assertThat(scope.ops(rnn, sequence, kernel, recurrent))
        .extracting(Value::name)
        .containsExactly("rnn/RNN:0", "rnn/RNN:1");
    assertThat(scope.ops(rnn, sequence, kernel, recurrent))
        .extracting(Value::name)
        .containsExactly("rnn/RNN_1:0", "rnn/RNN_1:1");
  }

  @Test
  void theSameParameterTwiceIsOne() {
    assertThat(builder.param(param(2, true))).isEqualTo(builder.param(param(2, true)));
    assertThat(builder.paramNames()).containsExactly("dense/bias");
    assertThat(builder.hasParam("dense/bias")).isTrue();
    assertThat(builder.hasParam("dense/kernel")).isFalse();
  }

  @Test
  void twoParametersOfOneNameAreRefused() {
    builder.param(param(2, true));
    assertThatThrownBy(() -> builder.param(param(3, true)))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "expected one parameter \"dense/bias\", got [2] Constant[value=0.0], trained and [3]"
                + " Constant[value=0.0], trained. Give one of the layers another name.");
    assertThatThrownBy(() -> builder.param(param(2, false)))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "expected one parameter \"dense/bias\", got [2] Constant[value=0.0], trained and [2]"
                + " Constant[value=0.0], not trained. Give one of the layers another name.");
  }

  @Test
  void anInputOfATakenNameIsRefused() {
    assertThatThrownBy(() -> builder.input("input", ShapeText.shape("batch"), DataType.FLOAT32, ""))
        .isInstanceOf(DeclarationException.class)
        .hasMessage("expected a name of its own, got \"input\" a second time. Choose another.");
  }

  @Test
  void theLinearActivationIsNoNode() {
    assertThat(new Scope(builder, "layer").activate(Activation.LINEAR, x)).isSameAs(x);
    assertThat(builder.build(List.of()).nodes()).isEmpty();
  }

  @Test
  void goingOnWhereAGraphEndsLeavesThatGraphAsItWas() {
    Graph before = builder.build(List.of());
    Scope scope = new Scope(GraphBuilder.of(before), "layer");
    Value y = scope.op(new Activate(Activation.RELU), x);
    assertThat(scope.graph().build(List.of(Port.of(y))).nodes()).hasSize(1);
    assertThat(before.nodes()).isEmpty();
    assertThat(scope.graph().value("layer/relu")).isEqualTo(y);
  }

  @Test
  void aCopyGoesOnAloneAndKnowsWhatWasThere() {
    builder.param(param(2, true));
    GraphBuilder copy = builder.copy();
    Value y = new Scope(copy, "layer").op(new Activate(Activation.RELU), x);
    copy.section(new Section("layer", "relu", "relu()", List.of("input"), y.shape(), List.of()));
    assertThat(copy.nodes()).hasSize(1);
    assertThat(copy.sections()).hasSize(1);
    assertThat(copy.inputs()).isEqualTo(builder.inputs());
    assertThat(copy.param("dense/bias")).isEqualTo(param(2, true));
    assertThat(builder.nodes()).isEmpty();
    assertThat(builder.sections()).isEmpty();
  }

  @Test
  void aValueOfAnotherGraphIsRefusedWhereItIsUsed() {
    Value stranger = new Value("stranger", x.shape(), DataType.FLOAT32);
    assertThatThrownBy(
            () -> new Scope(builder, "layer").op(new Activate(Activation.RELU), stranger))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "expected a value of \"net\", got stranger[batch, features=3]. Use what its layers put"
                + " out.");
  }
}
