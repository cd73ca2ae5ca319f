package dev.hebb.onnx.in;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Where;
import java.util.List;

/** What is true or false: 1 or 0. */
final class Logic {
  private Logic() {}

  static List<Item> equal(Call at) {
    return Call.truth(Pointwise.arithmetic(at, Operator.EQUAL, at.value(0), at.value(1)));
  }

  static List<Item> greater(Call at) {
    return Call.truth(Pointwise.arithmetic(at, Operator.GREATER, at.value(0), at.value(1)));
  }

  static List<Item> less(Call at) {
    return Call.truth(Pointwise.arithmetic(at, Operator.GREATER, at.value(1), at.value(0)));
  }

  static List<Item> greaterOrEqual(Call at) {
    return Call.truth(either(at, greater(at)));
  }

  static List<Item> lessOrEqual(Call at) {
    return Call.truth(either(at, less(at)));
  }

  // Not the opposite of what is left: nothing is true of what is not a number.
  private static Value either(Call at, List<Item> strict) {
    Value equal = Pointwise.arithmetic(at, Operator.EQUAL, at.value(0), at.value(1));
    return at.scope().arithmetic(Operator.MAX, strict.get(0).value().orElseThrow(), equal);
  }

  static List<Item> and(Call at) {
    return Call.truth(at.scope().arithmetic(Operator.MUL, at.value(0), at.value(1)));
  }

  static List<Item> or(Call at) {
    return Call.truth(at.scope().arithmetic(Operator.MAX, at.value(0), at.value(1)));
  }

  static List<Item> xor(Call at) {
    return Call.truth(not(at, at.scope().arithmetic(Operator.EQUAL, at.value(0), at.value(1))));
  }

  static List<Item> not(Call at) {
    return Call.truth(not(at, at.value(0)));
  }

  private static Value not(Call at, Value truth) {
    return at.scope().arithmetic(Operator.SUB, at.scope().constant(1), truth);
  }

  static Value notZero(Call at, Value floats) {
    return not(at, at.scope().arithmetic(Operator.EQUAL, floats, at.scope().constant(0)));
  }

  static List<Item> where(Call at) {
    Scope scope = at.scope();
    Value a = at.value(1);
    Value b = at.value(2);
    boolean same = a.type() == b.type();
    Value left = same ? a : Types.floats(a, scope);
    Value right = same ? b : Types.floats(b, scope);
    Value chosen = scope.op(new Where(), at.floats(0), left, right);
    return at.kind(1) == Kind.TRUTH ? Call.truth(chosen) : Call.out(chosen);
  }

  static List<Item> notANumber(Call at) {
    Value x = at.floats(0);
    return Call.truth(not(at, at.scope().arithmetic(Operator.EQUAL, x, x)));
  }
}
