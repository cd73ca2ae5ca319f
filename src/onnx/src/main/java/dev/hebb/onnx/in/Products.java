package dev.hebb.onnx.in;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Gemm;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Operator;
import java.util.List;

/** Products of matrices, and look-ups in tables. */
final class Products {
  private Products() {}

  static List<Item> matMul(Call at) {
    Value a = weight(at, 0);
    Value b = weight(at, 1);
    Views views = new Views(at.scope());
    boolean row = a.shape().rank() == 1;
    boolean column = b.shape().rank() == 1;
    Value right = column ? views.unsqueezed(b, List.of(1)) : b;
    boolean flat = !row && a.shape().rank() == 2 && right.shape().rank() > 2;
    Value left = row || flat ? views.unsqueezed(a, List.of(0)) : a;
    Value product = at.scope().op(new MatMul(), left, right);
    int rank = product.shape().rank();
    Value narrow = column ? views.squeezed(product, List.of(rank - 1)) : product;
    int last = narrow.shape().rank() - (column ? 1 : 2);
    return Call.out(row ? views.squeezed(narrow, List.of(last)) : narrow);
  }

  private static Value weight(Call at, int input) {
    return Types.floats(at.weight(input), at.scope());
  }

  static List<Item> gemm(Call at) {
    Attributes attributes = at.attributes();
    Scope scope = at.scope();
    Value x = turned(at, 0, attributes.flag("transA", false));
    Value w = turned(at, 1, attributes.flag("transB", false));
    double alpha = attributes.number("alpha", 1);
    double beta = attributes.number("beta", 1);
    boolean plain = alpha == 1 && beta == 1 && at.has(2);
    if (plain && isBias(at, w.shape())) {
      return Call.out(scope.op(new Gemm(), x, w, at.weight(2)));
    }
    Value product = scaled(scope, scope.op(new MatMul(), x, w), alpha);
    if (!at.has(2)) {
      return Call.out(product);
    }
    Value bias = scaled(scope, Types.floats(at.weight(2), scope), beta);
    return Call.out(scope.arithmetic(Operator.ADD, product, bias));
  }

  private static boolean isBias(Call at, Shape kernel) {
    return at.sizes(2).equals(List.of(kernel.last().size()));
  }

  private static Value scaled(Scope scope, Value value, double factor) {
    return factor == 1 ? value : scope.arithmetic(Operator.MUL, value, scope.constant(factor));
  }

  private static Value turned(Call at, int input, boolean transposed) {
    Value value = weight(at, input);
    return transposed ? new Views(at.scope()).transposed(value, List.of(1, 0)) : value;
  }

  /** What numbers are looked up in: learnt, if it is a table of weights. */
  static Value table(Call at) {
    boolean weights = at.kind(0) == Kind.FLOAT && at.rank(0) == 2;
    return weights ? at.weight(0) : at.value(0);
  }

  /** A one where an index says, of a depth that is known. */
  static List<Item> oneHot(Call at) {
    Value indices = Types.wholes(at.value(0), at.scope());
    long depth = (long) at.numbers(1).get(0).real();
    List<Cell> values = at.numbers(2);
    double off = values.get(0).real();
    double on = values.get(1).real();
    Scope scope = at.scope();
    Value hot = scope.op(new dev.hebb.graph.op.OneHot(depth), positive(at, indices, depth));
    Value span = scaled(scope, hot, on - off);
    Value moved = off == 0 ? span : scope.arithmetic(Operator.ADD, span, scope.constant(off));
    int rank = moved.shape().rank();
    int axis = at.axis(at.attributes().whole("axis", -1), rank);
    List<Integer> order = Views.back(Views.last(axis, rank));
    Value placed = new Views(scope).transposed(moved, order);
    return Call.out(at.kind(2) == Kind.WHOLE ? Types.wholes(placed, scope) : placed);
  }

  // Below zero it counts from the end; other numbers are the file's mistake.
  private static Value positive(Call at, Value indices, long depth) {
    Value count = Types.wholes(at.scope().constant((double) depth), at.scope());
    Value below =
        at.scope()
            .arithmetic(
                Operator.GREATER, at.scope().constant(0), Types.floats(indices, at.scope()));
    Value more = Pointwise.arithmetic(at, Operator.MUL, Types.wholes(below, at.scope()), count);
    return Pointwise.arithmetic(at, Operator.ADD, indices, more);
  }
}
