package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Random;
import dev.hebb.graph.op.WhenTraining;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphPhaseTest {
  private final GraphBuilder builder = new GraphBuilder("net");
  private final Value x =
      builder.input("input", ShapeText.shape("batch, features=3"), DataType.FLOAT32, "");

  private static List<String> nodes(Graph graph) {
    return graph.nodes().stream().map(Node::name).toList();
  }

  private Value noisy(String layer, Value input) {
    Scope scope = new Scope(builder, layer);
    Value noise = scope.op(new Random(Random.Distribution.NORMAL, 0, 1, List.of()), input);
    Value gain = scope.param("gain", List.of(3L), Initializer.ones(), Fans.NONE);
    Value louder = scope.arithmetic(Operator.MUL, noise, gain);
    return scope.op(new WhenTraining(), scope.arithmetic(Operator.ADD, input, louder), input);
  }

  @Test
  void eachPhaseHasWhatItNeedsAndNoMore() {
    Value y = new Scope(builder, "top").op(new Activate(Activation.TANH), noisy("noise", x));
    Graph whole = builder.build(List.of(new Port("price", y, "EUR")));
    Graph training = whole.phase(true);
    assertThat(nodes(training))
        .containsExactly("noise/Random", "noise/Mul", "noise/Add", "top/tanh");
    assertThat(training.params()).isEqualTo(whole.params());
    assertThat(training.nodes().get(3).inputs()).containsExactly("noise/Add");
    Graph otherwise = whole.phase(false);
    assertThat(nodes(otherwise)).containsExactly("top/tanh");
    assertThat(otherwise.nodes().get(0).inputs()).containsExactly("input");
    assertThat(otherwise.params()).isEmpty();
    for (Graph phase : List.of(training, otherwise)) {
      assertThat(phase.name()).isEqualTo("net");
      assertThat(phase.inputs()).isEqualTo(whole.inputs());
      assertThat(phase.outputs()).containsExactly(new Port("price", y, "EUR"));
    }
  }

  @Test
  void anOutputKeepsItsNameWhereItsValueIsChosen() {
    Graph whole = builder.build(List.of(new Port("noise", noisy("noise", x), "EUR")));
    assertThat(whole.phase(false).outputs()).containsExactly(new Port("noise", x, "EUR"));
    assertThat(whole.phase(false).nodes()).isEmpty();
    assertThat(whole.phase(true).outputs())
        .containsExactly(new Port("noise", whole.values().get("noise/Add"), "EUR"));
  }

  @Test
  void outputsMayMeetInOneValue() {
    Value y = noisy("noise", x);
    Graph otherwise =
        builder.build(List.of(new Port("a", y, ""), new Port("b", x, ""))).phase(false);
    assertThat(otherwise.outputs()).containsExactly(new Port("a", x, ""), new Port("b", x, ""));
  }

  @Test
  void choicesBehindAndWithinChoices() {
    Value behind = noisy("second", noisy("first", x));
    Scope scope = new Scope(builder, "inner");
    Value within = // the second choice decides in training between the first's two
        scope.op(new WhenTraining(), behind, scope.op(new Activate(Activation.TANH), behind));
    Graph whole = builder.build(List.of(Port.of(within)));
    assertThat(nodes(whole.phase(true)))
        .containsExactly(
            "first/Random", "first/Mul", "first/Add", "second/Random", "second/Mul", "second/Add");
    assertThat(whole.phase(true).outputs().get(0).value().name()).isEqualTo("second/Add");
    assertThat(nodes(whole.phase(false))).containsExactly("inner/tanh");
    assertThat(whole.phase(false).nodes().get(0).inputs()).containsExactly("input");
  }

  @Test
  void aPhaseHasNoOtherPhase() {
    Graph whole = builder.build(List.of(Port.of(noisy("noise", x))));
    assertThat(whole.phase(true).phase(false)).isEqualTo(whole.phase(true));
    assertThat(whole.phase(false).phase(true)).isEqualTo(whole.phase(false));
  }

  @Test
  void bothPhasesHaveOneShape() {
    Value other = ShapeText.value("other[batch, features=4]");
    assertThatThrownBy(() -> new WhenTraining().infer(List.of(other, x)))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "expected the same shape in training as otherwise, got [batch, features=4] and [batch,"
                + " features=3]. Give both the same lengths.");
  }
}
