package dev.hebb.network;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Node;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.Transpose;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Rank.Vector;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers that a user writes, with nothing but what is public. */
class OwnLayerTest {
  /** {@code y = x * gain}, one gain a feature. */
  record Gain(double first) implements SameRank<Rank.Features> {
    @Override
    public String kind() {
      return "gain";
    }

    @Override
    public String declaration() {
      return "gain(" + first + ")";
    }

    @Override
    public Value lower(Value input, Scope scope) {
      long features = input.shape().last().size().fixed().orElseThrow();
      Initializer initial = new Initializer.Constant(first);
      Value gain = scope.param("gain", List.of(features), initial, Fans.NONE);
      return scope.op(new Arithmetic(Operator.MUL), input, gain);
    }
  }

  /** The first two steps, as they were, beside each other: an own rank comes out. */
  record FirstSteps(int steps) implements Layer<Sequence, Sequence> {
    @Override
    public String kind() {
      return "first_steps";
    }

    @Override
    public String declaration() {
      return "firstSteps(" + steps + ")";
    }

    @Override
    public Value lower(Value input, Scope scope) {
      return scope.op(Slice.of(1, 0, steps), input);
    }
  }

  /** One that forgets an axis. */
  record Careless() implements Layer<Sequence, Vector> {
    @Override
    public String kind() {
      return "careless";
    }

    @Override
    public String declaration() {
      return "careless()";
    }

    @Override
    public Value lower(Value input, Scope scope) {
      return scope.op(new Transpose(List.of(0, 1)), input);
    }
  }

  @Test
  void itIsNamedNumberedAndCountedLikeTheOthers() {
    Network<Vector, Vector> network =
        network("net", vector(3)).then(new Gain(1)).then(dense(2)).then(new Gain(0.5)).build();
    assertThat(network.graph().nodes())
        .extracting(Node::name)
        .containsExactly("gain/Mul", "dense/Gemm", "gain_1/Mul");
    assertThat(network.graph().params())
        .extracting(Param::name)
        .containsExactly("gain/gain", "dense/kernel", "dense/bias", "gain_1/gain");
    assertThat(network.summary()).contains("│ gain_1 (gain) │ (None, 2)    │       2 │");
  }

  @Test
  void itsRankIsCheckedByTheCompilerAndItsShapeInferred() {
    Network<Sequence, Sequence> network =
        network("net", sequence(10, 3)).then(new FirstSteps(4)).then(new Gain(1)).build();
    assertThat(network.output().shape()).hasToString("[batch, time=4, features=3]");
  }

  @Test
  void itsMistakesAreRefusedWithItsDeclaration() {
    assertThatThrownBy(() -> network("net", sequence(10, 3)).then(new FirstSteps(11)))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net/first_steps (firstSteps(11)): expected a part of time=10, got 0 to 11 for"
                + " [batch, time=10, features=3]. Take at least one index, within the axis.");
    assertThatThrownBy(() -> network("net", sequence(10, 3)).then(new Careless()))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net/careless (careless()): expected each axis of [batch, time=10, features=3] once,"
                + " got [0, 1]. Name them all.");
  }

  /** Of a user's own: the difference to the first step of another stage. */
  record Ahead(Stage<?, Sequence> other) implements SameRank<Sequence> {
    @Override
    public String kind() {
      return "ahead";
    }

    @Override
    public String declaration() {
      return "ahead(...)";
    }

    @Override
    public List<Stage<?, Sequence>> beside() {
      return List.of(other);
    }

    @Override
    public Value lower(Value input, Scope scope) {
      return lowerAll(List.of(input, input), scope).get(0);
    }

    @Override
    public List<Value> lowerAll(List<Value> inputs, Scope scope) {
      var first = scope.op(Slice.of(1, 0, 1), inputs.get(1));
      return List.of(scope.arithmetic(Operator.SUB, inputs.get(0), first));
    }
  }

  @Test
  void aLayerOfOnesOwnReadsSeveralStagesToo() {
    Stage<Several, Sequence> source =
        branch("net", sequence(ANY, 3).named("source").time("source_time"));
    Stage<Several, Sequence> target =
        branch("net", sequence(ANY, 3).named("target").time("target_time"));
    Stage<Several, Sequence> ahead = target.then(new Ahead(source));
    assertThat(ahead.shape()).hasToString("[batch, target_time, features=3]");
    assertThat(ahead.build().graph().inputs())
        .extracting(Port::name)
        .containsExactly("source", "target");
    assertThat(ahead.build().graph().sections().get(0).inputs())
        .containsExactly("target", "source");
  }
}
