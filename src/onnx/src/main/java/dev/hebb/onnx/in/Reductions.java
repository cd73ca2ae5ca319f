package dev.hebb.onnx.in;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.ArgMax;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.OneHot;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.TopK;
import dev.hebb.graph.op.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Operators that look at all numbers of some axes. */
final class Reductions {
  private static final Activation LOG = new Activation(Function.LOG, 0);
  private static final Activation SQRT = new Activation(Function.SQRT, 0);
  private static final Activation SQUARE = new Activation(Function.SQUARE, 0);
  private static final Activation ABS = new Activation(Function.ABS, 0);

  private Reductions() {}

  static Translator reduce(Reduction reduction) {
    return reduce((at, x) -> over(at, reduction, x));
  }

  private static Translator reduce(BiFunction<Call, Value, Value> way) {
    return at -> {
      Value x = at.value(0);
      boolean whole = Types.kind(x) == Kind.WHOLE;
      if (axes(at).isEmpty()) {
        return Call.out(x);
      }
      Value result = way.apply(at, Types.floats(x, at.scope()));
      return Call.out(whole ? Types.wholes(result, at.scope()) : result);
    };
  }

  private static List<Integer> axes(Call at) {
    int rank = at.rank(0);
    List<Integer> axes =
        at.axes(1, "axes", rank).orElse(List.of()).stream().sorted().distinct().toList();
    boolean nothing = axes.isEmpty() && at.attributes().flag("noop_with_empty_axes", false);
    return axes.isEmpty() && !nothing ? IntStream.range(0, rank).boxed().toList() : axes;
  }

  private static Value over(Call at, Reduction reduction, Value x) {
    return at.scope()
        .op(new Reduce(reduction, axes(at), at.attributes().flag("keepdims", true)), x);
  }

  static List<Item> absolutes(Call at) {
    return reduce((call, x) -> over(call, Reduction.SUM, call.scope().activate(ABS, x)))
        .translate(at);
  }

  static List<Item> squares(Call at) {
    return reduce((call, x) -> over(call, Reduction.SUM, call.scope().activate(SQUARE, x)))
        .translate(at);
  }

  static List<Item> euclidean(Call at) {
    return reduce(
            (call, x) ->
                call.scope()
                    .activate(SQRT, over(call, Reduction.SUM, call.scope().activate(SQUARE, x))))
        .translate(at);
  }

  static List<Item> logarithm(Call at) {
    return reduce((call, x) -> call.scope().activate(LOG, over(call, Reduction.SUM, x)))
        .translate(at);
  }

  // By way of the largest, so that nothing overflows.
  static List<Item> logarithmOfExponentials(Call at) {
    return reduce(
            (call, x) -> {
              Scope scope = call.scope();
              Value kept = scope.op(new Reduce(Reduction.MAX, axes(call), true), x);
              Value less = scope.arithmetic(Operator.SUB, x, kept);
              Value sum = over(call, Reduction.SUM, scope.activate(Activation.EXPONENTIAL, less));
              Value largest = over(call, Reduction.MAX, x);
              return scope.arithmetic(Operator.ADD, scope.activate(LOG, sum), largest);
            })
        .translate(at);
  }

  static Translator global(Reduction reduction) {
    return at -> {
      List<Integer> axes = IntStream.range(2, at.rank(0)).boxed().toList();
      return Call.out(at.scope().op(new Reduce(reduction, axes, true), at.floats(0)));
    };
  }

  static Translator extreme(boolean largest) {
    return at -> {
      Value x = at.floats(0);
      int axis = at.axis(at.attributes().whole("axis", 0), x.shape().rank());
      Scope scope = at.scope();
      Value signed = largest ? x : scope.arithmetic(Operator.MUL, x, scope.constant(-1));
      boolean last = at.attributes().flag("select_last_index", false);
      Value ordered = last ? scope.reverse(signed, axis) : signed;
      Views views = new Views(scope);
      Value moved = views.transposed(ordered, Views.last(axis, x.shape().rank()));
      Value place = scope.op(new ArgMax(), moved);
      if (last) {
        Value end = scope.constant((double) x.shape().dim(axis).size().fixed().orElseThrow() - 1);
        place = Pointwise.arithmetic(at, Operator.SUB, Types.wholes(end, scope), place);
      }
      boolean keep = at.attributes().flag("keepdims", true);
      return Call.out(keep ? views.unsqueezed(place, List.of(axis)) : place);
    };
  }

  /** The largest along an axis, or the smallest, in order, and where they are. */
  static List<Item> top(Call at) {
    Value x = at.floats(0);
    int rank = x.shape().rank();
    Scope scope = at.scope();
    Views views = new Views(scope);
    List<Integer> order = Views.last(at.axis(at.attributes().whole("axis", -1), rank), rank);
    boolean largest = at.attributes().flag("largest", true);
    long k = at.opset() >= 10 ? at.wholes(1).get(0) : at.attributes().whole("k", 1);
    Value moved = views.transposed(x, order);
    Value signed = largest ? moved : scope.arithmetic(Operator.MUL, moved, scope.constant(-1));
    List<Value> found = scope.ops(new TopK(Math.toIntExact(k)), signed);
    Value values =
        largest ? found.get(0) : scope.arithmetic(Operator.MUL, found.get(0), scope.constant(-1));
    List<Item> made = new ArrayList<>(Call.out(views.transposed(values, Views.back(order))));
    made.addAll(Call.out(views.transposed(found.get(1), Views.back(order))));
    return made;
  }

  /** Softmax and its kin: up to version 12 over all axes from one on, then over one. */
  static Translator wide(Activation activation) {
    return wide((scope, x) -> scope.activate(activation, x));
  }

  private static Translator wide(BiFunction<Scope, Value, Value> way) {
    return at -> {
      Value x = at.floats(0);
      int rank = x.shape().rank();
      boolean one = at.opset() >= 13;
      int axis = at.axis(at.attributes().whole("axis", one ? -1 : 1), rank);
      Scope scope = at.scope();
      Views views = new Views(scope);
      if (one) {
        List<Integer> order = Views.last(axis, rank);
        Value moved = views.transposed(x, order);
        return Call.out(views.transposed(way.apply(scope, moved), Views.back(order)));
      }
      List<Long> dims = new ArrayList<>(Views.axes(x).subList(0, axis));
      dims.add(View.REST);
      Value flat = axis == rank - 1 ? x : views.view(x, dims);
      return Call.out(views.sized(way.apply(scope, flat), x.shape().sizes()));
    };
  }

  static List<Item> hardmax(Call at) {
    return wide((scope, x) ->
            scope.op(
                new OneHot(x.shape().last().size().fixed().orElseThrow()),
                scope.op(new ArgMax(), x)))
        .translate(at);
  }
}
