package dev.hebb.onnx.in;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.BatchNormalization;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Operators that bring numbers to a mean and a variance. */
final class Normalizations {
  private static final Activation SQUARE = new Activation(Function.SQUARE, 0);
  private static final Activation SQRT = new Activation(Function.SQRT, 0);

  private Normalizations() {}

  static List<Item> batch(Call at) {
    if (at.attributes().flag("training_mode", false) || at.wanted(1)) {
      throw at.unsupported("training_mode");
    }
    double epsilon = at.attributes().number("epsilon", 1e-5);
    double momentum = at.attributes().number("momentum", 0.9);
    boolean statistics = at.item(3).known().isPresent() && at.item(4).known().isPresent();
    if (statistics) {
      BatchNormalization op = new BatchNormalization(epsilon, momentum, true, true, false);
      return Call.out(
          at.scope().op(op, at.floats(0), at.weight(1), at.weight(2), at.value(3), at.value(4)));
    }
    Scope scope = at.scope();
    int rank = at.rank(0);
    Value less = scope.arithmetic(Operator.SUB, at.floats(0), channels(at, at.value(3), rank));
    Value variance =
        scope.arithmetic(Operator.ADD, channels(at, at.value(4), rank), scope.constant(epsilon));
    Value even = scope.arithmetic(Operator.DIV, less, scope.activate(SQRT, variance));
    return Call.out(scaled(at, even, rank));
  }

  // [channels] beside [batch, channels, axes...]
  static Value channels(Call at, Value vector, int rank) {
    List<Long> dims = new ArrayList<>(List.of(View.axis(0)));
    dims.addAll(Collections.nCopies(rank - 2, 1L));
    return new Views(at.scope()).view(vector, dims);
  }

  private static Value scaled(Call at, Value even, int rank) {
    Value more = at.scope().arithmetic(Operator.MUL, even, channels(at, at.weight(1), rank));
    return at.scope().arithmetic(Operator.ADD, more, channels(at, at.weight(2), rank));
  }

  /** What is left of numbers, and by what they were divided. */
  private record Even(Value even, Value mean, Value deviation) {}

  private static Even even(Scope scope, Value x, List<Integer> axes, double epsilon) {
    Value mean = scope.op(new Reduce(Reduction.MEAN, axes, true), x);
    Value less = scope.arithmetic(Operator.SUB, x, mean);
    Value variance = scope.op(new Reduce(Reduction.MEAN, axes, true), scope.activate(SQUARE, less));
    Value more = scope.arithmetic(Operator.ADD, variance, scope.constant(epsilon));
    Value deviation = scope.activate(SQRT, more);
    return new Even(scope.arithmetic(Operator.DIV, less, deviation), mean, deviation);
  }

  static List<Item> instance(Call at) {
    int rank = at.rank(0);
    List<Integer> axes = IntStream.range(2, rank).boxed().toList();
    double epsilon = at.attributes().number("epsilon", 1e-5);
    return Call.out(scaled(at, even(at.scope(), at.floats(0), axes, epsilon).even(), rank));
  }

  static List<Item> layer(Call at) {
    int rank = at.rank(0);
    Scope scope = at.scope();
    int axis = at.axis(at.attributes().whole("axis", -1), rank);
    List<Integer> axes = IntStream.range(axis, rank).boxed().toList();
    Even even = even(scope, at.floats(0), axes, at.attributes().number("epsilon", 1e-5));
    Value more = scope.arithmetic(Operator.MUL, even.even(), at.weight(1));
    Value moved = at.has(2) ? scope.arithmetic(Operator.ADD, more, at.weight(2)) : more;
    List<Item> made = new ArrayList<>(Call.out(moved));
    if (at.wanted(1) || at.wanted(2)) {
      made.addAll(Call.out(even.mean()));
      made.addAll(Call.out(scope.arithmetic(Operator.DIV, scope.constant(1), even.deviation())));
    }
    return made;
  }

  /** Scale and bias are one a group up to version 20, then one a channel. */
  static List<Item> group(Call at) {
    Value x = at.floats(0);
    Scope scope = at.scope();
    Views views = new Views(scope);
    long groups = at.attributes().whole("num_groups", 1);
    List<Size> sizes = x.shape().sizes();
    List<Size> parts = new ArrayList<>(sizes);
    parts.set(1, Size.of(groups));
    parts.add(2, sizes.get(1).affine(1, 0, groups));
    Value split = views.sized(x, parts);
    List<Integer> axes = IntStream.range(2, parts.size()).boxed().toList();
    Value even = even(scope, split, axes, at.attributes().number("epsilon", 1e-5)).even();
    boolean byGroup =
        at.sizes(1).equals(List.of(Size.of(groups))) && !sizes.get(1).equals(Size.of(groups));
    if (byGroup) {
      return Call.out(views.sized(scaled(at, even, parts.size()), sizes));
    }
    return Call.out(scaled(at, views.sized(even, sizes), sizes.size()));
  }

  static List<Item> meanVariance(Call at) {
    List<Integer> axes = at.attributes().ints("axes").orElse(List.of(0, 2, 3));
    return Call.out(even(at.scope(), at.floats(0), axes, 1e-9).even());
  }

  static List<Item> norm(Call at) {
    Value x = at.floats(0);
    Scope scope = at.scope();
    int axis = at.axis(at.attributes().whole("axis", -1), x.shape().rank());
    boolean euclidean = at.attributes().whole("p", 2) == 2;
    Activation inner = euclidean ? SQUARE : new Activation(Function.ABS, 0);
    Value sum = scope.op(new Reduce(Reduction.SUM, List.of(axis), true), scope.activate(inner, x));
    Value length = euclidean ? scope.activate(SQRT, sum) : sum;
    return Call.out(scope.arithmetic(Operator.DIV, x, length));
  }
}
