package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Gemm;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphUntilTest {
  private final GraphBuilder builder = new GraphBuilder("net");
  private final Value x =
      builder.input("input", ShapeText.shape("batch, features=3"), DataType.FLOAT32, "");
  private final Value left = dense("left");
  private final Value right = dense("right");
  private final Value top = new Scope(builder, "top").op(new Activate(Activation.TANH), left);
  private final Graph whole = builder.build(List.of(Port.of(top), Port.of(right)));

  private Value dense(String name) {
    Scope scope = new Scope(builder, name);
    return scope.op(new Gemm(), x, Example.kernel(scope, 2), Example.bias(scope, 2));
  }

  @Test
  void onlyWhatTheValueNeedsIsKept() {
    Graph part = whole.until(List.of(new Port("y", top, "EUR")));
    assertThat(part.nodes()).extracting(Node::name).containsExactly("left/Gemm", "top/tanh");
    assertThat(part.params()).extracting(Param::name).containsExactly("left/kernel", "left/bias");
    assertThat(part.outputs()).containsExactly(new Port("y", top, "EUR"));
    assertThat(part.inputs()).isEqualTo(whole.inputs());
    assertThat(part.parameterCount()).isEqualTo(8);
    assertThat(whole.parameterCount()).isEqualTo(16);
  }

  @Test
  void severalValuesKeepWhatAnyNeeds() {
    assertThat(whole.until(List.of(Port.of(left), Port.of(right))).nodes())
        .extracting(Node::name)
        .containsExactly("left/Gemm", "right/Gemm");
  }

  @Test
  void anInputNeedsNothing() {
    Graph part = whole.until(whole.inputs());
    assertThat(part.nodes()).isEmpty();
    assertThat(part.params()).isEmpty();
  }

  @Test
  void aValueOfAnotherGraphIsRefused() {
    Value foreign = ShapeText.value("elsewhere[batch]");
    assertThatThrownBy(() -> whole.until(List.of(Port.of(foreign))))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net/output elsewhere: expected a value defined before it, got \"elsewhere\". Put the"
                + " node that makes it first.");
  }
}
