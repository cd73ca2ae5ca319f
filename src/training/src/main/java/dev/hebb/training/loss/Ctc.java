package dev.hebb.training.loss;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.OneHot;
import dev.hebb.graph.op.Output;
import dev.hebb.graph.op.Pad;
import dev.hebb.graph.op.Range;
import dev.hebb.graph.op.Scan;
import dev.hebb.graph.op.Slice;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How unlikely it is that the steps say the labels in their order, each at some steps, with blanks
 * between where it likes: connectionist temporal classification (Graves et al. 2006). Prediction
 * {@code [batch, time, classes]}: logits, class 0 is the blank; target {@code [batch, labels]}:
 * class indices from 1, zeros behind the last. Keras: CTC, which takes all rows to be as long as
 * the time; padded ones are as long as they are here.
 */
public record Ctc() implements Loss {
  // ln of what cannot be; Keras's.
  private static final double NEVER = -1e5;

  @Override
  public String name() {
    return "ctc";
  }

  @Override
  public Output target(Value prediction) {
    return new Output(Shape.of(prediction.shape().dim(0), Dim.free("labels")), DataType.INT64);
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Shape shape = prediction.shape();
    long classes = shape.last().size().fixed().orElse(0);
    if (shape.rank() != 3 || classes < 2) {
      throw new DeclarationException(
          "expected [batch, time, classes], got %s. Put out a number a class at each step."
              .formatted(shape));
    }
    Formula f = new Formula(scope);
    Value labels = scope.op(new Cast(DataType.FLOAT32), target);
    Value blanks = padded(labels, 1, 0, scope);
    Value place = scope.op(new Cast(DataType.FLOAT32), scope.op(new Range(1), blanks));
    Value first = f.equal(place, 0);
    Value next = scope.op(Slice.withoutFirst(1, 1), padded(labels, 0, 1, scope));
    Value same = f.equal(labels, next);
    List<Value> operands = new ArrayList<>();
    operands.add(f.plus(f.times(blanks, 0), f.times(f.minus(1, first), NEVER)));
    operands.add(f.plus(f.times(labels, 0), NEVER));
    operands.add(steps(prediction, target, first, classes, f));
    operands.add(f.times(same, NEVER));
    operands.add(f.times(f.minus(1, same), NEVER));
    operands.add(first);
    Optional<Value> lengths = scope.lengths(prediction, 1);
    lengths.ifPresent(operands::add);
    Graph body = CtcStep.body(shape.dim(0), blanks.shape().dim(1), labels.shape().dim(1));
    Scan scan = new Scan(body, 2, Direction.FORWARD, lengths.isPresent());
    List<Value> last = scope.ops("scan", scan, operands);
    Value all = CtcStep.joined(last.get(0), last.get(1), first, f);
    // Of all that can be said in the end, what ends with the last label, or a blank behind it.
    Value count = f.sum(f.minus(1, f.equal(labels, 0)), 1);
    Value there = f.equal(f.column(count), place);
    return f.negative(f.sum(f.times(all, there), 1));
  }

  // ln of the blank, then of each label: [time, batch, labels + 1].
  private static Value steps(Value prediction, Value target, Value first, long classes, Formula f) {
    Scope scope = f.scope();
    Value logarithms = f.of(Function.LOG_SOFTMAX, prediction);
    Value hot = scope.transpose(scope.op(new OneHot(classes), target), 0, 2, 1);
    Value said = scope.op(new MatMul(), logarithms, hot);
    Value behind = scope.op(new Pad(List.of(0, 0, 1), List.of(0, 0, 0)), said);
    Value blank = scope.op(Slice.of(2, 0, 1), logarithms);
    return scope.transpose(f.plus(behind, f.times(blank, first)), 1, 0, 2);
  }

  private static Value padded(Value rows, int begin, int end, Scope scope) {
    return scope.op(new Pad(List.of(0, begin), List.of(0, end)), rows);
  }
}
