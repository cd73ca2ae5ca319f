package dev.hebb.training.loss;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Pad;
import dev.hebb.graph.op.Slice;
import dev.hebb.training.Formula;
import java.util.List;

/**
 * One step of {@link Ctc}: from how likely it is, in logarithms, to have said so many labels with a
 * blank behind them, or none, to the same a step later.
 */
final class CtcStep {
  /** ln of what cannot be: it has no slope. */
  private static final double NOTHING = -1e30;

  private final GraphBuilder graph = new GraphBuilder("ctc");
  private final Scope scope = new Scope(graph, "step");
  private final Formula f = new Formula(scope);

  private CtcStep() {}

  /**
   * The step as a graph. States: blank {@code [batch, labels + 1]}, said {@code [batch, labels]}.
   * Input {@code [batch, labels + 1]}: ln of the blank, then of each label. Beside: where a label
   * is followed by itself ({@code [batch, labels]}, ln of whether), and 1 at the first of {@code
   * [labels + 1]}.
   */
  static Graph body(Dim batch, Dim blanks, Dim labels) {
    return new CtcStep().written(batch, blanks, labels);
  }

  private Graph written(Dim batch, Dim blanks, Dim labels) {
    Value blank = input("blank", batch, blanks);
    Value said = input("said", batch, labels);
    Value x = input("x", batch, blanks);
    Value other = input("other", batch, labels);
    Value same = input("same", batch, labels);
    Value first = input("first", blanks);
    Value pause = scope.op(Slice.of(1, 0, 1), x);
    Value label = scope.op(Slice.withoutFirst(1, 1), x);
    // Another label can follow at once, the same one behind a blank only.
    Value begun = joined(blank, f.plus(said, other), first, f);
    Value next = scope.op(Slice.withoutLast(1, 1), begun);
    Value nextSaid = f.logSum(f.plus(next, label), f.plus(said, label));
    Value paused = f.plus(f.plus(said, pause), same);
    Value nextBlank = joined(f.plus(begun, pause), paused, first, f);
    return graph.build(
        List.of(new Port("next_blank", nextBlank, ""), new Port("next_said", nextSaid, "")));
  }

  private Value input(String name, Dim... dims) {
    return graph.input(name, Shape.of(dims), DataType.FLOAT32, "");
  }

  /** What blanks there are, or come of the label before them. */
  static Value joined(Value blanks, Value said, Value first, Formula f) {
    Value behind = f.scope().op(new Pad(List.of(0, 1), List.of(0, 0)), said);
    return f.logSum(blanks, f.plus(behind, f.times(first, NOTHING)));
  }
}
