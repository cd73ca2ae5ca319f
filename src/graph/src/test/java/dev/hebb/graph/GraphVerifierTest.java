package dev.hebb.graph;

import static dev.hebb.graph.ShapeText.shape;
import static dev.hebb.graph.ShapeText.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphVerifierTest {
  private static final Value X = value("x[batch, a=2]");
  private static final Value Y = value("y[batch, a=2]");
  private static final Node RELU = relu("y", "x", Y);

  private static Node relu(String name, String input, Value output) {
    return new Node(name, new Activate(Activation.RELU), List.of(input), List.of(output));
  }

  private static Graph graph(List<Node> nodes, Value output) {
    return new Graph(
        "net", List.of(Port.of(X)), List.of(), nodes, List.of(Port.of(output)), List.of());
  }

  private static void refused(List<Node> nodes, Value output, String message) {
    assertThatThrownBy(() -> graph(nodes, output))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(message);
  }

  @Test
  void aGraphThatIsRightIsMade() {
    Graph graph = graph(List.of(RELU), Y);
    assertThat(graph.values()).containsOnlyKeys("x", "y").containsEntry("y", Y);
    assertThat(graph.graph()).isSameAs(graph);
  }

  @Test
  void aValueUsedBeforeItIsMade() {
    refused(
        List.of(relu("z", "y", value("z[batch, a=2]")), RELU),
        Y,
        "net/z: expected a value defined before it, got \"y\". Put the node that makes it first.");
  }

  @Test
  void aValueThatNobodyMakes() {
    refused(
        List.of(),
        Y,
        "net/output y: expected a value defined before it, got \"y\". Put the node that makes it"
            + " first.");
  }

  @Test
  void aValueMadeTwice() {
    refused(
        List.of(RELU, RELU),
        Y,
        "net: expected each value to be defined once, got \"y\" twice. Give one of them another"
            + " name.");
  }

  @Test
  void aParameterWithTheNameOfAnInput() {
    Param x = new Param("x", List.of(2L), Initializer.zeros(), Fans.NONE, true);
    assertThatThrownBy(
            () ->
                new Graph("net", List.of(Port.of(X)), List.of(x), List.of(), List.of(), List.of()))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net: expected each value to be defined once, got \"x\" twice. Give one of them"
                + " another name.");
  }

  @Test
  void aShapeThatTheOperatorDoesNotMake() {
    Value wrong = value("y[batch, a=3]");
    refused(
        List.of(relu("y", "x", wrong)),
        wrong,
        "net/y (relu): expected outputs [Output[shape=[batch, a=2], type=FLOAT32]], got"
            + " [Output[shape=[batch, a=3], type=FLOAT32]]. The graph was changed after it was"
            + " made.");
  }

  @Test
  void aTypeThatTheOperatorDoesNotMake() {
    Value wrong = new Value("y", shape("batch, a=2"), DataType.INT64);
    refused(
        List.of(relu("y", "x", wrong)),
        wrong,
        "net/y (relu): expected outputs [Output[shape=[batch, a=2], type=FLOAT32]], got"
            + " [Output[shape=[batch, a=2], type=INT64]]. The graph was changed after it was"
            + " made.");
  }

  @Test
  void anOutputThatIsNotWhatItsNodeMakes() {
    refused(
        List.of(RELU),
        value("y[batch, a=3]"),
        "net/output y: expected y[batch, a=2], got y[batch, a=3]. The graph was changed after it"
            + " was made.");
  }

  @Test
  void anOperatorWithTooFewInputs() {
    refused(
        List.of(new Node("sum", new Arithmetic(Operator.ADD), List.of("x"), List.of(Y))),
        Y,
        "net/sum (Add): expected more inputs or axes, got [x[batch, a=2]]. See the operator's"
            + " layout.");
  }

  @Test
  void anOperatorsOwnRefusalIsGivenItsPlace() {
    Param three = new Param("three", List.of(3L), Initializer.zeros(), Fans.NONE, true);
    Node sum = new Node("sum", new Arithmetic(Operator.ADD), List.of("x", "three"), List.of(Y));
    assertThatThrownBy(
            () ->
                new Graph(
                    "net",
                    List.of(Port.of(X)),
                    List.of(three),
                    List.of(sum),
                    List.of(Port.of(Y)),
                    List.of()))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net/sum (Add): expected shapes that broadcast, got [batch, a=2] and [d0=3] (a=2"
                + " against d0=3). Give both the same length there, or one of them length 1.");
  }
}
