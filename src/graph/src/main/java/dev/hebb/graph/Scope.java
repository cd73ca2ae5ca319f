package dev.hebb.graph;

import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Constant;
import dev.hebb.graph.op.Fill;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Ragged;
import dev.hebb.graph.op.SequenceMask;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.Transpose;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a layer, a loss or a metric writes its operators: names get its prefix.
 *
 * @param prefix the layer's name
 * @param options what is said about the layer's weights
 */
public record Scope(GraphBuilder graph, String prefix, List<WeightOptions> options) {
  public Scope {
    options = List.copyOf(options);
  }

  /** Nothing is said about the weights. */
  public Scope(GraphBuilder graph, String prefix) {
    this(graph, prefix, List.of());
  }

  /** With this said about the weights too. */
  public Scope with(List<WeightOptions> more) {
    return new Scope(graph, prefix, Stream.concat(options.stream(), more.stream()).toList());
  }

  /** A part of this place, with names of its own. */
  public Scope under(String part) {
    return new Scope(graph, prefix + "/" + part, options);
  }

  /** Adds an operator with one output. */
  public Value op(Op op, Value... operands) {
    return ops(op, operands).get(0);
  }

  /**
   * Adds an operator and gives back all that it puts out. Where rows are padded it does not see the
   * padding: it is filled with what is neutral to the operator, left out of means, and recurrences
   * are told the lengths.
   */
  public List<Value> ops(Op op, Value... operands) {
    return ops(op.type(), op, List.of(operands));
  }

  /** As {@link #ops(Op, Value...)}, with a name for the node. */
  public List<Value> ops(String name, Op op, List<Value> operands) {
    return Unpadding.add(graph, prefix + "/" + name, op, operands);
  }

  /** A parameter of this layer that the optimizer changes. */
  public Value param(String name, List<Long> dims, Initializer initializer, Fans fans) {
    Param param = new Param(prefix + "/" + name, dims, initializer, fans, true);
    for (WeightOptions each : options) {
      param = each.weight().equals(name) ? each.apply(param) : param;
    }
    return graph.param(param);
  }

  /** A number that is written down, not learnt: a scalar, which goes with every shape. */
  public Value constant(double value) {
    return op(new Constant(value));
  }

  /** Numbers that are written down, not learnt: a vector along the last axis. */
  public Value constant(List<Double> values) {
    return op(new Constant(values));
  }

  /** {@code a + b}, {@code a - b}, {@code a * b} or {@code a / b}, element by element. */
  public Value arithmetic(Operator operator, Value a, Value b) {
    return op(new Arithmetic(operator), a, b);
  }

  /** Applies an activation; nothing is added for the linear one. */
  public Value activate(Activation activation, Value value) {
    return activation.function() == Function.LINEAR ? value : op(new Activate(activation), value);
  }

  /** The axes in another order. */
  public Value transpose(Value value, Integer... permutation) {
    return op(new Transpose(List.of(permutation)), value);
  }

  /** One axis, last first. */
  public Value reverse(Value value, int axis) {
    return op(Slice.reverse(axis), value);
  }

  /**
   * How long each row is along an axis whose rows are padded: whole numbers {@code [batch]}; empty
   * where none is.
   */
  public Optional<Value> lengths(Value value, int axis) {
    Size size = value.shape().dim(axis).size();
    return size.rowLengths().map(name -> lengths(size, graph.value(name)));
  }

  // What a convolution makes of the length of the axis, it makes of the length of each row.
  private Value lengths(Size size, Value whole) {
    if (!(size instanceof Size.Derived derived)) {
      return whole;
    }
    Value of = once(new Cast(DataType.FLOAT32), lengths(derived.of(), whole));
    Value scaled = with(Operator.MUL, of, derived.factor(), 1);
    Value sum = with(Operator.ADD, scaled, derived.offset(), 0);
    Value share = with(Operator.DIV, sum, derived.divisor(), 1);
    boolean broken = derived.divisor() != 1;
    return once(
        new Cast(DataType.INT64),
        broken ? once(new Activate(new Activation(Function.FLOOR, 0)), share) : share);
  }

  private Value with(Operator operator, Value value, long number, long nothing) {
    return number == nothing
        ? value
        : once(new Arithmetic(operator), value, once(new Constant((double) number)));
  }

  /** The least of several lengths, row by row. */
  Value least(List<Value> lengths) {
    Value least =
        lengths.stream()
            .map(each -> once(new Cast(DataType.FLOAT32), each))
            .reduce((a, b) -> once(new Arithmetic(Operator.MIN), a, b))
            .orElseThrow();
    return once(new Cast(DataType.INT64), least);
  }

  /** How many places each row has along padded axes, all in all: {@code [batch]}. */
  public Value places(Value value, List<Integer> axes) {
    return axes.stream()
        .map(axis -> once(new Cast(DataType.FLOAT32), lengths(value, axis).orElseThrow()))
        .reduce((a, b) -> once(new Arithmetic(Operator.MUL), a, b))
        .orElseThrow();
  }

  /**
   * A number in the place of padding, so that all places of the axis are alike from here on;
   * nothing is added where no row is padded.
   */
  public Value fill(Value value, int axis, double number) {
    return filled(value, axis, number, false);
  }

  /** As {@link #fill}, of an axis that still counts as padded: for what sees neighbours. */
  public Value fillPadding(Value value, int axis, double number) {
    return holds(value, axis, number) ? value : filled(value, axis, number, true);
  }

  private Value filled(Value value, int axis, double number, boolean padded) {
    return lengths(value, axis)
        .map(rows -> op(new Fill(axis, number, padded), value, mask(value, axis, rows)))
        .orElse(value);
  }

  // Whether that number stands there already.
  private boolean holds(Value value, int axis, double number) {
    for (Node node : graph.nodes()) {
      if (node.outputs().get(0).name().equals(value.name())) {
        return node.op() instanceof Transpose transpose
            ? holds(graph.value(node.inputs().get(0)), transpose.permutation().get(axis), number)
            : node.op().equals(new Fill(axis, number, true));
      }
    }
    return false;
  }

  // One mask for all values of one length.
  private Value mask(Value value, int axis, Value rows) {
    Size places = value.shape().dim(axis).size().unpadded();
    for (Node node : graph.nodes()) {
      Value made = node.outputs().get(0);
      if (node.op() instanceof SequenceMask
          && node.inputs().get(1).equals(rows.name())
          && made.shape().dim(1).size().equals(places)) {
        return made;
      }
    }
    // Made where the padding was said, so that it hangs on nothing else that the value is made of.
    for (Node node : graph.nodes()) {
      Value padded = node.outputs().get(0);
      if (node.op() instanceof Ragged ragged
          && node.inputs().get(1).equals(rows.name())
          && padded.shape().dim(ragged.axis()).size().equals(value.shape().dim(axis).size())) {
        return op(new SequenceMask(ragged.axis()), padded, rows);
      }
    }
    return op(new SequenceMask(axis), value, rows);
  }

  // What is worked out of lengths is worked out once.
  private Value once(Op op, Value... operands) {
    List<String> names = Stream.of(operands).map(Value::name).toList();
    return graph.nodes().stream()
        .filter(node -> node.op().equals(op) && node.inputs().equals(names))
        .map(node -> node.outputs().get(0))
        .findFirst()
        .orElseGet(() -> op(op, operands));
  }
}
