package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.op.BatchNormalization;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Gather;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Random;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.Scan;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.WhenTraining;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A graph within a graph: what is true of the outer one reaches into it. */
class ScanTest {
  private static final Scan SUM = new Scan(ScanBody.sum(), 1, Direction.FORWARD, false);

  private final GraphBuilder builder = new GraphBuilder("net");
  private final Scope scope = new Scope(builder, "cell");
  private final Value x = fed("x", "time, batch, features=3");

  private Value fed(String name, String shape) {
    return builder.input(name, ShapeText.shape(shape), DataType.FLOAT32, "");
  }

  private Value kernel() {
    return scope.param("kernel", List.of(3L, 2L), Initializer.ones(), Fans.NONE);
  }

  private static List<Value> values(String... texts) {
    return Stream.of(texts).map(ShapeText::value).toList();
  }

  private static void refused(Op op, String message, String... values) {
    assertThatThrownBy(() -> op.infer(values(values)))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(message);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    refused(
        SUM,
        "expected a sequence, 1 values beside it and at most 1 first states, got [a[batch, u=2],"
            + " b[batch, u=2], x[time, batch, features=3], w[in=3, out=2]]. See the operator's layout.",
        "a[batch, u=2]",
        "b[batch, u=2]",
        "x[time, batch, features=3]",
        "w[in=3, out=2]");
    refused(
        SUM,
        "expected [time, batch, ...], got [time]. Feed a sequence.",
        "x[time]",
        "w[in=3, out=2]");
    refused(
        SUM,
        "step/MatMul (MatMul): expected a last axis of 3 (the rows of the kernel), got [batch,"
            + " features=4]. Reshape the input, or declare the kernel for it.",
        "x[time, batch, features=4]",
        "w[in=3, out=2]");
    refused(
        SUM,
        "expected new state 0 to be [batch, u=1], as the old one is, got [batch, features=2]. Give"
            + " each state back as long as it came.",
        "h[batch, u=1]",
        "x[time, batch, features=3]",
        "w[in=3, out=2]");
    refused(
        SUM,
        "expected the lengths of the rows, which are padded along time(l), got none. Give"
            + " Scope.lengths(...) to the operator.",
        "x[time(l), batch, features=3]",
        "w[in=3, out=2]");
    refused(
        new Scan(ScanBody.sum(), 1, Direction.FORWARD, true),
        "expected lengths as whole numbers (INT64), got l[batch] of FLOAT32. Give the length of each"
            + " row.",
        "x[time, batch, features=3]",
        "w[in=3, out=2]",
        "l[batch]");
    refused(
        new Scan(ScanBody.kept("batch, wide"), 1, Direction.FORWARD, false),
        "expected a state [batch, ...] of floats and fixed lengths, which can begin at zero, got"
            + " [batch, wide] of FLOAT32. Give the first states.",
        "x[time, batch]");
    refused(
        new Scan(ScanBody.sum(), 0, Direction.FORWARD, false),
        "expected a step to put out [features=2, ...], got [rows, features=2]. Put out a row for each"
            + " row that came in.",
        "x[time, features=2]",
        "y[rows, features=3]",
        "w[in=3, out=2]");
  }

  @Test
  void aBodyWithoutItsStatesIsNone() {
    assertThatThrownBy(() -> new Scan(ScanBody.alone(), 1, Direction.FORWARD, false))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "expected a body with states (1) and an input, which gives back the states, without"
                + " parameters, got [input[batch]] -> [step/tanh[batch]] with []. Let it read parameters"
                + " from outside.");
  }

  @Test
  void itsBodyIsWrittenDownAndRead() {
    List<Value> out = scope.ops(SUM, x, kernel());
    Graph graph = builder.build(out.stream().map(Port::of).toList());
    assertThat(GraphJson.read(GraphJson.write(graph))).isEqualTo(graph);
    assertThat(out)
        .extracting(Value::toString)
        .containsExactly("cell/Scan:0[time, batch, features=2]", "cell/Scan:1[batch, features=2]");
  }

  @Test
  void itsProductsCountAtEachStep() {
    List<Value> out = scope.ops(SUM, x, kernel());
    Graph graph = builder.build(List.of(Port.of(out.get(0))));
    assertThat(Multiplications.of(graph, Map.of("time", 7L, "batch", 5L))).isEqualTo(7 * 5 * 3 * 2);
  }

  @Test
  void whatItsBodyLooksUpHasALimit() {
    GraphBuilder step = new GraphBuilder("step");
    Value now = step.input("input", ShapeText.shape("batch, features=3"), DataType.FLOAT32, "");
    Value words = step.input("w", ShapeText.shape("batch"), DataType.INT64, "");
    Value table = step.input("table", ShapeText.shape("rows=9, d=3"), DataType.FLOAT32, "");
    Scope inside = new Scope(step, "step");
    Value found = inside.op(new Gather(), table, words);
    Value y = inside.arithmetic(Operator.ADD, now, found);
    Scan scan =
        new Scan(step.build(List.of(new Port("output", y, ""))), 0, Direction.FORWARD, false);
    Value tokens = builder.input("tokens", ShapeText.shape("batch"), DataType.INT64, "");
    Value rows = scope.param("table", List.of(9L, 3L), Initializer.ones(), Fans.NONE);
    Graph graph = builder.build(List.of(Port.of(scope.op(scan, x, tokens, rows))));
    assertThat(Indices.limits(graph)).isEqualTo(Map.of("tokens", 9L));
  }

  // The sum of the steps, with noise as loud as the gain says, in training.
  private static Graph noisy() {
    GraphBuilder step = new GraphBuilder("step");
    Value h = step.input("state", ShapeText.shape("batch, features=3"), DataType.FLOAT32, "");
    Value now = step.input("input", ShapeText.shape("batch, features=3"), DataType.FLOAT32, "");
    Scope inside = new Scope(step, "step");
    Value gain = inside.param("gain", List.of(3L), Initializer.ones(), Fans.NONE);
    Value noise = inside.op(new Random(Random.Distribution.NORMAL, 0, 1, List.of()), now);
    Value louder =
        inside.arithmetic(Operator.ADD, now, inside.arithmetic(Operator.MUL, noise, gain));
    Value heard = inside.op(new WhenTraining(), louder, now);
    Value next = inside.arithmetic(Operator.ADD, h, heard);
    return step.build(List.of(new Port("next", next, "")));
  }

  @Test
  void eachPhaseOfItsBodyReadsWhatItNeeds() {
    Graph noisy = noisy();
    LoopBody body = LoopBody.of(noisy, "step", noisy.inputs(), List.of(), scope);
    Value last =
        scope.op(new Scan(body.graph(), 1, Direction.FORWARD, false), x, body.beside().get(0));
    Graph whole = builder.build(List.of(Port.of(last)));
    assertThat(whole.phase(true).params()).extracting(Param::name).containsExactly("cell/gain");
    assertThat(inside(whole.phase(true))).containsExactly("Random", "Mul", "Add", "Add");
    assertThat(whole.phase(true).nodes().get(0).inputs()).containsExactly("x", "cell/gain");
    assertThat(whole.phase(false).params()).isEmpty();
    assertThat(inside(whole.phase(false))).containsExactly("Add");
    assertThat(whole.phase(false).nodes().get(0).inputs()).containsExactly("x");
  }

  private static List<String> inside(Graph graph) {
    Scan scan = (Scan) graph.nodes().get(graph.nodes().size() - 1).op();
    return scan.body().nodes().stream().map(node -> node.op().type()).toList();
  }

  @Test
  void frozenItsBodyKeepsItsStatistics() {
    GraphBuilder step = new GraphBuilder("step");
    Value now = step.input("input", ShapeText.shape("batch, features=3"), DataType.FLOAT32, "");
    Value mean = step.input("mean", ShapeText.shape("c=3"), DataType.FLOAT32, "");
    Value variance = step.input("variance", ShapeText.shape("c=3"), DataType.FLOAT32, "");
    BatchNormalization norm = new BatchNormalization(1e-3, 0.99, false, false, false);
    Value y = new Scope(step, "step").op(norm, now, mean, variance);
    Scan scan = new Scan(step.build(List.of(Port.of(y))), 0, Direction.FORWARD, false);
    assertThat(((Scan) scan.freeze()).body().nodes().get(0).op()).isEqualTo(norm.freeze());
  }

  @Test
  void whatIsTheSameAtEveryStepIsDoneOnce() {
    Value table = fed("table", "batch, features=2");
    GraphBuilder step = new GraphBuilder("step");
    Value h = step.input("state", ShapeText.shape("batch, features=2"), DataType.FLOAT32, "");
    Value now = step.input("input", ShapeText.shape("batch, features=3"), DataType.FLOAT32, "");
    Value read = step.input("context", table.shape(), DataType.FLOAT32, "");
    step.input("unread", table.shape(), DataType.FLOAT32, "");
    Scope inside = new Scope(step, "step");
    Value kernel =
        inside.under("in").param("kernel", List.of(2L, 3L), Initializer.ones(), Fans.NONE);
    Value turned = inside.transpose(kernel, 1, 0);
    Value half = inside.constant(0.5);
    Value twice = inside.op(new Concat(0), turned, turned);
    Value once = inside.op(Slice.of(0, 2, 3), twice);
    Value sum = inside.arithmetic(Operator.ADD, inside.op(new MatMul(), now, once), h);
    Value next = inside.arithmetic(Operator.MUL, sum, half);
    Value flat = inside.op(new Reshape(List.of(2L)), read);
    Graph whole = step.build(List.of(new Port("next", next, ""), new Port("output", flat, "")));
    List<Port> fed = List.of(Port.of(h), Port.of(now));
    LoopBody body = LoopBody.of(whole, "step", fed, List.of(table, table), scope);
    assertThat(builder.nodes())
        .extracting(Node::name)
        .containsExactly(
            "cell/Transpose", "cell/Constant", "cell/Concat", "cell/Slice", "cell/Reshape");
    assertThat(builder.paramNames()).containsExactly("cell/in/kernel");
    assertThat(body.graph().nodes())
        .extracting(Node::name)
        .containsExactly("step/MatMul", "step/Add", "step/Mul");
    assertThat(body.beside())
        .extracting(Value::name)
        .containsExactly("cell/Constant", "cell/Slice", "cell/Reshape");
    assertThat(body.graph().inputs()).hasSize(5);
    Scan scan = new Scan(body.graph(), 1, Direction.FORWARD, false);
    List<Value> operands = Stream.concat(Stream.of(x), body.beside().stream()).toList();
    assertThat(scope.ops(scan, operands.toArray(Value[]::new)))
        .extracting(Value::toString)
        .containsExactly("cell/Scan:0[time, batch, features=2]", "cell/Scan:1[batch, features=2]");
  }
}
