package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.MergeBatch;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.Rnn;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.WhenTraining;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is computed once, what at every tick, and what one tick leaves to the next. */
class StreamingTest {
  private final GraphBuilder builder = new GraphBuilder("net");

  private Value input(String name, String shape) {
    return builder.input(name, ShapeText.shape(shape), DataType.FLOAT32, "");
  }

  private Value param(String name, long... dims) {
    return builder.param(
        new Param(
            name,
            java.util.Arrays.stream(dims).boxed().toList(),
            Initializer.glorotUniform(),
            new Fans(dims[0], dims[0]),
            true));
  }

  // x [batch, time, 2] or [time, batch, 2]
  private List<Value> lstm(String layer, Value x, Value... states) {
    Scope scope = new Scope(builder, layer);
    Value timeMajor = x.shape().dim(0).name().equals("batch") ? scope.transpose(x, 1, 0, 2) : x;
    Value[] operands = new Value[4 + states.length];
    operands[0] = timeMajor;
    operands[1] = param(layer + "/kernel", 12, 2);
    operands[2] = param(layer + "/recurrent_kernel", 12, 3);
    operands[3] = param(layer + "/bias", 12);
    System.arraycopy(states, 0, operands, 4, states.length);
    return scope.ops(
        new Lstm(3, Activation.TANH, Activation.SIGMOID, true, false, Direction.FORWARD), operands);
  }

  private static List<String> inputs(Graph graph) {
    return graph.inputs().stream().map(port -> port.value().toString()).toList();
  }

  private static List<String> outputs(Graph graph) {
    return graph.outputs().stream().map(port -> port.name() + port.value().shape()).toList();
  }

  private static List<String> nodes(Graph graph) {
    return graph.nodes().stream().map(Node::name).toList();
  }

  @Test
  void aRecurrenceHandsItsStatesOn() {
    Value x = input("x", "batch, time, features=2");
    List<Value> lstm = lstm("lstm", x);
    Value steps = new Scope(builder, "lstm").transpose(lstm.get(0), 1, 0, 2);
    Streaming twin =
        Streaming.of(
            builder.build(
                List.of(new Port("steps", steps, "EUR"), new Port("last", lstm.get(1), ""))));
    assertThat(twin.over()).isEqualTo("time");
    assertThat(twin.begin()).isEmpty();
    assertThat(inputs(twin.step()))
        .containsExactly(
            "x[batch, time=1, features=2]",
            "lstm/h[batch, features=3]",
            "lstm/c[batch, features=3]");
    assertThat(outputs(twin.step()))
        .containsExactly(
            "steps[batch, time=1, features=3]",
            "last[batch, features=3]",
            "lstm/h/next[batch, features=3]",
            "lstm/c/next[batch, features=3]");
    assertThat(twin.step().outputs().get(0).unit()).isEqualTo("EUR");
    assertThat(twin.states())
        .containsExactly(
            new Streaming.State("lstm/h", "lstm/h/next", ""),
            new Streaming.State("lstm/c", "lstm/c/next", ""));
    assertThat(twin.ticks()).containsExactly(new Streaming.Ticking("x", OptionalInt.of(1)));
    assertThat(twin.outputs())
        .containsExactly(
            new Streaming.Ticking("steps", OptionalInt.of(1)),
            new Streaming.Ticking("last", OptionalInt.empty()));
    assertThat(twin.contexts()).isEmpty();
  }

  @Test
  void aCausalConvolutionRemembersWhatItsKernelMeets() {
    Value x = input("x", "batch, channels=2, time");
    Value kernel = param("conv/kernel", 4, 2, 3);
    Value y =
        new Scope(builder, "conv")
            .op(new Conv(List.of(1), List.of(4), List.of(0), List.of(2), 1), x, kernel);
    Streaming twin = Streaming.of(builder.build(List.of(new Port("y", y, ""))));
    assertThat(inputs(twin.step()))
        .containsExactly("x[batch, channels=2, time=1]", "conv/past[batch, channels=2, time=4]");
    assertThat(outputs(twin.step()))
        .containsExactly(
            "y[batch, channels=4, time=1]", "conv/past/next[batch, channels=2, time=4]");
    assertThat(nodes(twin.step()))
        .containsExactly("conv/Conv/window", "conv/Conv", "conv/Conv/past");
    assertThat(twin.step().nodes().get(1).op())
        .isEqualTo(new Conv(List.of(1), List.of(0), List.of(0), List.of(2), 1));
  }

  /** An encoder over {@code source}; a decoder over {@code time} begins where it ends. */
  private Graph translator() {
    Value source = input("source", "batch, source, features=2");
    Value target = input("target", "batch, time, features=2");
    List<Value> encoded = lstm("encoder", source);
    List<Value> decoded = lstm("decoder", target, encoded.get(1), encoded.get(2));
    Scope scope = new Scope(builder, "attention");
    Value queries = scope.transpose(decoded.get(0), 1, 0, 2);
    Value keys = scope.transpose(encoded.get(0), 1, 2, 0);
    Value scores = scope.op(new MatMul(), queries, keys);
    Value weights = scope.activate(Activation.SOFTMAX, scores);
    Value found = scope.op(new MatMul(), weights, scope.transpose(encoded.get(0), 1, 0, 2));
    return builder.build(
        List.of(new Port("found", found, ""), new Port("code", encoded.get(1), "")));
  }

  @Test
  void whatDoesNotTickIsComputedOnce() {
    Streaming twin = Streaming.of(translator(), "time");
    Graph begin = twin.begin().orElseThrow();
    assertThat(inputs(begin)).containsExactly("source[batch, source, features=2]");
    assertThat(outputs(begin))
        .containsExactly(
            "code[batch, features=3]",
            "attention/Transpose_1[batch, features=3, source]",
            "attention/Transpose_2[batch, source, features=3]",
            "decoder/h/first[batch, features=3]",
            "decoder/c/first[batch, features=3]");
    assertThat(begin.params()).extracting(Param::name).allMatch(name -> name.startsWith("encoder"));
    assertThat(inputs(twin.step()))
        .containsExactlyInAnyOrder(
            "target[batch, time=1, features=2]",
            "decoder/h[batch, features=3]",
            "decoder/c[batch, features=3]",
            "attention/Transpose_1[batch, features=3, source]",
            "attention/Transpose_2[batch, source, features=3]");
    assertThat(outputs(twin.step()))
        .containsExactly(
            "found[batch, time=1, features=3]",
            "decoder/h/next[batch, features=3]",
            "decoder/c/next[batch, features=3]");
    assertThat(twin.contexts()).containsExactly("attention/Transpose_1", "attention/Transpose_2");
    assertThat(twin.states())
        .containsExactly(
            new Streaming.State("decoder/h", "decoder/h/next", "decoder/h/first"),
            new Streaming.State("decoder/c", "decoder/c/next", "decoder/c/first"));
  }

  @Test
  void severalAxesHaveToBeToldApart() {
    Graph graph = translator();
    assertThatThrownBy(() -> Streaming.of(graph))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net: cannot be streamed: expected one time axis, got [source, time]. Say which: over(\"source\").");
    assertThatThrownBy(() -> Streaming.of(graph, "source"))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net/attention/MatMul (MatMul): cannot be streamed: it brings each step together with what is known after the"
                + " last one. Use every step of that too: returnSequences(), or predict whole windows.");
  }

  @Test
  void anInputThatDoesNotTickIsFedAsItIs() {
    Value x = input("x", "batch, time, features=2");
    Value level =
        builder.input("level", ShapeText.shape("batch, one=1, features=2"), DataType.FLOAT32, "m");
    Value sum = new Scope(builder, "add").arithmetic(Operator.ADD, x, level);
    Streaming twin = Streaming.of(builder.build(List.of(new Port("y", sum, ""))));
    assertThat(inputs(twin.step()))
        .containsExactly("x[batch, time=1, features=2]", "level[batch, one=1, features=2]");
    assertThat(twin.step().inputs().get(1).unit()).isEqualTo("m");
    assertThat(twin.begin()).isEmpty();
    assertThat(twin.contexts()).isEmpty();
    assertThat(twin.ticks()).containsExactly(new Streaming.Ticking("x", OptionalInt.of(1)));
  }

  @Test
  void twoInputsOfOneAxisTickTogether() {
    Value a = input("a", "batch, time, features=2");
    Value b = input("b", "batch, time, features=2");
    Value sum = new Scope(builder, "add").arithmetic(Operator.ADD, a, b);
    Streaming twin = Streaming.of(builder.build(List.of(new Port("y", sum, ""))));
    assertThat(twin.ticks())
        .containsExactly(
            new Streaming.Ticking("a", OptionalInt.of(1)),
            new Streaming.Ticking("b", OptionalInt.of(1)));
  }

  @Test
  void whatDependsOnNoInputIsWhereItIsRead() {
    Value x = input("x", "batch, time, features=1");
    Scope scope = new Scope(builder, "scale");
    Value first = scope.op(Slice.of(0, 1, 1), param("scale/all", 3));
    Value y = scope.arithmetic(Operator.MUL, x, first);
    Streaming twin = Streaming.of(builder.build(List.of(new Port("y", y, ""))));
    assertThat(nodes(twin.step())).containsExactly("scale/Slice", "scale/Mul");
    assertThat(twin.step().params()).extracting(Param::name).containsExactly("scale/all");
    assertThat(twin.begin()).isEmpty();
  }

  @Test
  void theLastStepIsTheTick() {
    Value x = input("x", "batch, time, features=2");
    Value last = new Scope(builder, "last").op(Slice.last(1, 1), x);
    Value flat = new Scope(builder, "last").op(new Reshape(List.of(2L)), last);
    Streaming twin = Streaming.of(builder.build(List.of(new Port("y", flat, ""))));
    assertThat(nodes(twin.step())).containsExactly("last/Reshape");
    assertThat(twin.outputs()).containsExactly(new Streaming.Ticking("y", OptionalInt.empty()));
  }

  @Test
  void aFixedAxisStaysWhereAsManyNumbersAreBeforeIt() {
    Value x = input("x", "batch, time=6, features=4");
    Value y = new Scope(builder, "reshape").op(new Reshape(List.of(6L, 2L, 2L)), x);
    Streaming twin = Streaming.of(builder.build(List.of(new Port("y", y, ""))));
    assertThat(outputs(twin.step())).containsExactly("y[batch, d1=1, d2=2, d3=2]");
    assertThat(twin.outputs()).containsExactly(new Streaming.Ticking("y", OptionalInt.of(1)));
  }

  @Test
  void whatIsForTrainingOnlyIsNotLookedAt() {
    Value x = input("x", "batch, time, features=2");
    Scope scope = new Scope(builder, "n");
    Value mean = scope.op(new Reduce(Reduction.MEAN, List.of(1), true), x);
    Value y = scope.op(new WhenTraining(), scope.arithmetic(Operator.SUB, x, mean), x);
    Streaming twin = Streaming.of(builder.build(List.of(new Port("y", y, ""))));
    assertThat(nodes(twin.step())).isEmpty();
    assertThat(twin.window().nodes()).isEmpty();
  }

  @Test
  void stepsInOneAxisWithTheBatchAreNoOutput() {
    Value x = input("x", "batch, time, features=2");
    Value merged = new Scope(builder, "merge").op(new MergeBatch(), x);
    Graph graph = builder.build(List.of(new Port("rows", merged, "")));
    assertThatThrownBy(() -> Streaming.of(graph))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net: cannot be streamed: output \"rows\" has the steps in one axis with the batch,"
                + " [batch=batch*time, features=2]. Give them an axis of their own.");
  }

  @Test
  void anOutputHasToTick() {
    input("x", "batch, time, features=2");
    Value other = input("other", "batch, features=2");
    Value y = new Scope(builder, "n").activate(Activation.TANH, other);
    Graph graph = builder.build(List.of(new Port("y", y, "")));
    assertThatThrownBy(() -> Streaming.of(graph))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net: cannot be streamed over \"time\": expected an output that depends on what ticks, got none."
                + " Export it as it is.");
  }

  @Test
  void aStateHasTheRowsOfTheBatch() {
    Value x = input("x", "batch, groups=5, time=4, features=2");
    Scope scope = new Scope(builder, "each");
    Value rows = scope.op(new MergeBatch(), x);
    Value y =
        scope.op(
            new Rnn(3, Activation.TANH, false, false, Direction.FORWARD),
            scope.transpose(rows, 1, 0, 2),
            param("each/kernel", 3, 2),
            param("each/recurrent_kernel", 3, 3));
    Graph graph = builder.build(List.of(new Port("y", y, "")));
    assertThatThrownBy(() -> Streaming.of(graph))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net/each/RNN (RNN): cannot be streamed: its state would have batch*5 rows, which is not the batch."
                + " Put each of them in a row of the batch, or predict whole windows.");
  }
}
