package dev.hebb.onnx.in;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Operator;
import java.util.ArrayList;
import java.util.List;

/** Operators of one number, or of numbers at the same place. */
final class Pointwise {
  private Pointwise() {}

  /** A function without constants. */
  static Translator function(Function function) {
    return at -> Call.out(at.scope().activate(new Activation(function, 0), at.floats(0)));
  }

  /** A function with one constant. */
  static Translator function(Function function, String attribute, double otherwise) {
    return at ->
        Call.out(
            at.scope()
                .activate(
                    new Activation(function, at.attributes().number(attribute, otherwise)),
                    at.floats(0)));
  }

  /** Of two or more numbers; whole ones stay whole. */
  static Translator pairs(Operator operator) {
    return at -> {
      Value result = operand(at, 0, operator);
      for (int i = 1; i < at.count(); i++) {
        result = arithmetic(at, operator, result, aligned(at, operand(at, i, operator)));
      }
      return Call.out(result);
    };
  }

  // Up to version 6 the second operand's axes could stand elsewhere than at the end.
  private static Value aligned(Call at, Value b) {
    if (at.opset() >= 7 || !at.attributes().has("axis")) {
      return b;
    }
    int rank = at.rank(0);
    int axis = at.axis(at.attributes().whole("axis", 0), rank);
    List<Long> dims = Views.axes(b);
    for (int behind = rank - axis - b.shape().rank(); behind > 0; behind--) {
      dims.add(1L);
    }
    return new Views(at.scope()).view(b, dims);
  }

  // What is added to, or multiplies, what is computed is learnt; a single number is not, but a
  // bias.
  private static Value operand(Call at, int input, Operator operator) {
    boolean learnable = operator == Operator.ADD || operator == Operator.MUL;
    boolean several =
        at.item(input)
            .known()
            .map(known -> known.size() > 1)
            .orElse(!at.item(input).roots().isEmpty());
    return learnable && several ? at.weight(input) : at.value(input);
  }

  static Value arithmetic(Call at, Operator operator, Value a, Value b) {
    Scope scope = at.scope();
    boolean whole = a.type() == DataType.INT64 && b.type() == DataType.INT64;
    return whole && operator != Operator.POW
        ? scope.op(new Arithmetic(operator), a, b)
        : scope.arithmetic(operator, Types.floats(a, scope), Types.floats(b, scope));
  }

  static List<Item> mean(Call at) {
    Value sum = pairs(Operator.ADD).translate(at).get(0).value().orElseThrow();
    Value count = at.scope().constant(at.count());
    return Call.out(at.scope().arithmetic(Operator.DIV, Types.floats(sum, at.scope()), count));
  }

  static List<Item> power(Call at) {
    Value x = at.value(0);
    Value power = at.floats(1);
    boolean whole = x.type() == DataType.INT64;
    Value base = Types.floats(x, at.scope());
    double exponent =
        at.item(1)
            .known()
            .filter(k -> k.size() == 1 && k.isNumbers())
            .map(k -> k.cells().get(0).real())
            .orElse(Double.NaN);
    boolean alone = at.rank(1) <= at.rank(0);
    Value result =
        alone && exponent == 2
            ? at.scope().activate(new Activation(Function.SQUARE, 0), base)
            : alone && exponent == 0.5
                ? at.scope().activate(new Activation(Function.SQRT, 0), base)
                : at.scope().arithmetic(Operator.POW, base, power);
    return Call.out(whole ? Types.wholes(result, at.scope()) : result);
  }

  static List<Item> negative(Call at) {
    Value x = at.value(0);
    Value minus = Types.kind(x) == Kind.WHOLE ? whole(at, -1) : at.scope().constant(-1);
    return Call.out(arithmetic(at, Operator.MUL, x, minus));
  }

  private static Value whole(Call at, long number) {
    return Types.wholes(at.scope().constant((double) number), at.scope());
  }

  static List<Item> absolute(Call at) {
    Value x = at.value(0);
    if (Types.kind(x) == Kind.WHOLE) {
      Value minus = arithmetic(at, Operator.MUL, x, whole(at, -1));
      return Call.out(arithmetic(at, Operator.MAX, x, minus));
    }
    return Call.out(at.scope().activate(new Activation(Function.ABS, 0), x));
  }

  static List<Item> reciprocal(Call at) {
    return Call.out(at.scope().arithmetic(Operator.DIV, at.scope().constant(1), at.floats(0)));
  }

  static List<Item> modulo(Call at) {
    if (!at.attributes().flag("fmod", false)) {
      Value a = at.value(0);
      Value b = at.value(1);
      Value quotient =
          at.scope()
              .arithmetic(Operator.DIV, Types.floats(a, at.scope()), Types.floats(b, at.scope()));
      Value floor = at.scope().activate(new Activation(Function.FLOOR, 0), quotient);
      Value whole = Types.kind(a) == Kind.WHOLE ? Types.wholes(floor, at.scope()) : floor;
      return Call.out(arithmetic(at, Operator.SUB, a, arithmetic(at, Operator.MUL, whole, b)));
    }
    Value a = at.floats(0);
    Value b = at.floats(1);
    Value quotient = at.scope().arithmetic(Operator.DIV, a, b);
    Value sign = at.scope().activate(new Activation(Function.SIGN, 0), quotient);
    Value size = at.scope().activate(new Activation(Function.ABS, 0), quotient);
    Value floor = at.scope().activate(new Activation(Function.FLOOR, 0), size);
    Value cut = at.scope().arithmetic(Operator.MUL, sign, floor);
    return Call.out(
        at.scope().arithmetic(Operator.SUB, a, at.scope().arithmetic(Operator.MUL, cut, b)));
  }

  /** Least and most are attributes up to version 10, inputs from 11 on. */
  static List<Item> clip(Call at) {
    Value x = at.value(0);
    if (at.opset() < 11) {
      Attributes attributes = at.attributes();
      Value least = at.scope().constant(attributes.number("min", -Float.MAX_VALUE));
      Value most = at.scope().constant(attributes.number("max", Float.MAX_VALUE));
      Value raised = attributes.has("min") ? at.scope().arithmetic(Operator.MAX, x, least) : x;
      return Call.out(
          attributes.has("max") ? at.scope().arithmetic(Operator.MIN, raised, most) : raised);
    }
    if (six(at)) {
      return Call.out(at.scope().activate(Activation.RELU6, x));
    }
    Value raised = at.has(1) ? arithmetic(at, Operator.MAX, x, at.value(1)) : x;
    return Call.out(at.has(2) ? arithmetic(at, Operator.MIN, raised, at.value(2)) : raised);
  }

  private static boolean six(Call at) {
    return at.kind(0) == Kind.FLOAT && number(at, 1, 0) && number(at, 2, 6);
  }

  private static boolean number(Call at, int input, double wanted) {
    return at.has(input)
        && at.item(input)
            .known()
            .filter(known -> known.size() == 1 && known.isNumbers())
            .filter(known -> known.cells().get(0).real() == wanted)
            .isPresent();
  }

  /** max(x, 0) + slope·min(x, 0), the slope learnt. */
  static List<Item> learntSlope(Call at) {
    Value x = at.floats(0);
    Value above = at.scope().activate(Activation.RELU, x);
    Value below = at.scope().arithmetic(Operator.SUB, x, above);
    Value slope = at.weight(1);
    // Up to version 6 one for each channel.
    if (at.opset() < 7 && slope.shape().rank() == 1 && x.shape().rank() > 2) {
      slope = Normalizations.channels(at, slope, x.shape().rank());
    }
    Value scaled = at.scope().arithmetic(Operator.MUL, slope, below);
    return Call.out(at.scope().arithmetic(Operator.ADD, above, scaled));
  }

  static List<Item> hardSigmoid(Call at) {
    double alpha = at.attributes().number("alpha", 0.2);
    double beta = at.attributes().number("beta", 0.5);
    Scope scope = at.scope();
    boolean keras = Math.abs(alpha - 1.0 / 6) < 1e-6 && beta == 0.5;
    if (keras) {
      return Call.out(scope.activate(Activation.HARD_SIGMOID, at.floats(0)));
    }
    Value scaled = scope.arithmetic(Operator.MUL, at.floats(0), scope.constant(alpha));
    Value moved = scope.arithmetic(Operator.ADD, scaled, scope.constant(beta));
    Value raised = scope.arithmetic(Operator.MAX, moved, scope.constant(0));
    return Call.out(scope.arithmetic(Operator.MIN, raised, scope.constant(1)));
  }

  static List<Item> selu(Call at) {
    double alpha = at.attributes().number("alpha", 1.6732632);
    double gamma = at.attributes().number("gamma", 1.050701);
    Value elu = at.scope().activate(Activation.elu(alpha), at.floats(0));
    return Call.out(at.scope().arithmetic(Operator.MUL, elu, at.scope().constant(gamma)));
  }

  static List<Item> gelu(Call at) {
    boolean tanh = at.attributes().text("approximate", "none").equals("tanh");
    return Call.out(
        at.scope().activate(tanh ? Activation.GELU_TANH : Activation.GELU, at.floats(0)));
  }

  // x + bias below -λ, x - bias above λ, else 0.
  static List<Item> shrink(Call at) {
    double lambda = at.attributes().number("lambd", 0.5);
    double bias = at.attributes().number("bias", 0);
    Scope scope = at.scope();
    Value x = at.floats(0);
    if (bias == 0) {
      return Call.out(scope.activate(Activation.hardShrink(lambda), x));
    } else if (bias == lambda) {
      return Call.out(scope.activate(Activation.softShrink(lambda), x));
    }
    Value high = scope.arithmetic(Operator.GREATER, x, scope.constant(lambda));
    Value low = scope.arithmetic(Operator.GREATER, scope.constant(-lambda), x);
    Value less = scope.arithmetic(Operator.SUB, x, scope.constant(bias));
    Value more = scope.arithmetic(Operator.ADD, x, scope.constant(bias));
    return Call.out(
        scope.arithmetic(
            Operator.ADD,
            scope.arithmetic(Operator.MUL, high, less),
            scope.arithmetic(Operator.MUL, low, more)));
  }

  static List<Item> cast(Call at) {
    Kind to = FoldedNumbers.kind(at);
    Kind from = at.kind(0);
    Value x = at.value(0);
    return switch (to) {
      case FLOAT -> Call.out(Types.floats(x, at.scope()));
      case WHOLE -> Call.out(Types.wholes(x, at.scope()));
      case TRUTH ->
          Call.truth(from == Kind.TRUTH ? x : Logic.notZero(at, Types.floats(x, at.scope())));
    };
  }

  static List<Item> identity(Call at) {
    Item item = at.item(0);
    boolean weight = item.kind() == Kind.FLOAT && item.known().map(k -> k.size() > 1).orElse(false);
    return List.of(
        weight ? Item.of(Kind.FLOAT, at.value(0)).known(item.known().orElseThrow()) : item);
  }

  /** Drops nothing: files are for prediction. */
  static List<Item> dropout(Call at) {
    if (at.has(2) && at.numbers(2).get(0).real() != 0) {
      throw at.unsupported("training_mode");
    }
    List<Item> made = new ArrayList<>(identity(at));
    if (at.wanted(1)) {
      List<Cell> lengths = at.sizes(0).stream().map(Cell::of).toList();
      made.addAll(Call.truth(Spreads.expanded(at, at.scope().constant(1), lengths)));
    }
    return made;
  }
}
