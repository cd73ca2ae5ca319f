package dev.hebb.graph;

import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Operator;
import java.util.List;

/** Bodies of recurrences, written by hand. */
public final class ScanBody {
  private ScanBody() {}

  /** {@code h₋₁ + x·w}, put out too: state {@code [batch, 2]}, x {@code [batch, 3]}, w. */
  public static Graph sum() {
    GraphBuilder builder = new GraphBuilder("step");
    Value h = builder.input("state", ShapeText.shape("batch, features=2"), DataType.FLOAT32, "");
    Value now = builder.input("input", ShapeText.shape("batch, features=3"), DataType.FLOAT32, "");
    Value w = builder.input("w", ShapeText.shape("in=3, out=2"), DataType.FLOAT32, "");
    Scope scope = new Scope(builder, "step");
    Value next = scope.arithmetic(Operator.ADD, scope.op(new MatMul(), now, w), h);
    return builder.build(List.of(new Port("next", next, ""), new Port("output", next, "")));
  }

  /** A state that stays as it is. */
  public static Graph kept(String state) {
    GraphBuilder builder = new GraphBuilder("step");
    Value h = builder.input("state", ShapeText.shape(state), DataType.FLOAT32, "");
    builder.input("input", ShapeText.shape("batch"), DataType.FLOAT32, "");
    return builder.build(List.of(Port.of(h)));
  }

  /** A function of the step alone. */
  public static Graph alone() {
    GraphBuilder builder = new GraphBuilder("step");
    Value now = builder.input("input", ShapeText.shape("batch"), DataType.FLOAT32, "");
    Value y = new Scope(builder, "step").op(new Activate(Activation.TANH), now);
    return builder.build(List.of(new Port("output", y, "")));
  }
}
