package dev.hebb.onnx;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;

import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.Slice;
import dev.hebb.network.Cell;
import dev.hebb.network.ContextCell;
import java.util.List;

/** Recurrent cells that a user writes, with nothing but what is public. */
final class Cells {
  private Cells() {}

  static Value weight(String name, long rows, long columns, Scope scope) {
    return scope.param(
        name, List.of(rows, columns), Initializer.glorotUniform(), new Fans(rows, columns));
  }

  static Value vector(String name, long units, Scope scope) {
    return scope.param(name, List.of(units), Initializer.zeros(), Fans.NONE);
  }

  static long features(Value x) {
    return x.shape().last().size().fixed().orElseThrow();
  }

  private static Value sum(Scope scope, Value first, Value... more) {
    Value sum = first;
    for (Value each : more) {
      sum = scope.arithmetic(Operator.ADD, sum, each);
    }
    return sum;
  }

  private static Value product(Scope scope, Value a, Value b) {
    return scope.arithmetic(Operator.MUL, a, b);
  }

  /** One state, which is the output. */
  interface Unit extends Cell {
    int units();

    @Override
    default List<Integer> states() {
      return List.of(units());
    }
  }

  /**
   * Minimal gated unit (Zhou et al. 2016): {@code f = σ(x·Wf + h₋₁·Rf + bf)}, {@code h̃ = tanh(x·Wh
   * + (f∘h₋₁)·Rh + bh)}, {@code h = (1 - f)∘h₋₁ + f∘h̃}.
   */
  record MinimalGated(int units) implements Unit {
    @Override
    public String kind() {
      return "minimal_gated";
    }

    @Override
    public String declaration() {
      return "minimalGated(" + units + ")";
    }

    @Override
    public Step step(Value x, List<Value> states, Scope scope) {
      Value h = states.get(0);
      Value f = gate("forget", x, h, Activation.SIGMOID, scope);
      Value content = gate("content", x, product(scope, f, h), Activation.TANH, scope);
      Value rest = scope.arithmetic(Operator.SUB, scope.constant(1), f);
      return Step.of(sum(scope, product(scope, rest, h), product(scope, f, content)));
    }

    private Value gate(String name, Value x, Value h, Activation f, Scope scope) {
      Value input = dense(units).lower(x, scope.under(name));
      Value kernel = weight(name + "/recurrent_kernel", units, units, scope);
      return scope.activate(f, sum(scope, input, scope.op(new MatMul(), h, kernel)));
    }
  }

  /**
   * Long short-term memory whose gates see the content too (Gers et al. 2002), and whose output is
   * not its state: {@code y = o∘tanh(c)·P}.
   */
  record Peephole(int units, int outputs) implements Cell {
    @Override
    public String kind() {
      return "peephole_lstm";
    }

    @Override
    public String declaration() {
      return "peephole(" + units + ", " + outputs + ")";
    }

    @Override
    public List<Integer> states() {
      return List.of(outputs, units);
    }

    @Override
    public Step step(Value x, List<Value> states, Scope scope) {
      Value both = scope.op(new Concat(1), x, states.get(0));
      Value c = states.get(1);
      Value i = gate("input", both, c, scope);
      Value f = gate("forget", both, c, scope);
      Value content = scope.activate(Activation.TANH, dense(units).lower(both, scope));
      Value next = sum(scope, product(scope, f, c), product(scope, i, content));
      Value o = gate("output", both, next, scope);
      Value told = product(scope, o, scope.activate(Activation.TANH, next));
      Value y = scope.op(new MatMul(), told, weight("projection", units, outputs, scope));
      return new Step(y, List.of(y, next));
    }

    private Value gate(String name, Value both, Value c, Scope scope) {
      Value seen = product(scope, c, vector(name + "/peephole", units, scope));
      Value sum = sum(scope, dense(units).lower(both, scope.under(name)), seen);
      return scope.activate(Activation.SIGMOID, sum);
    }
  }

  /** Keras's GRU with reset after, word for word; weights as the built-in layer has them. */
  record KerasGru(int units) implements Unit {
    @Override
    public String kind() {
      return "keras_gru";
    }

    @Override
    public String declaration() {
      return "kerasGru(" + units + ")";
    }

    @Override
    public Step step(Value x, List<Value> states, Scope scope) {
      Value h = states.get(0);
      Value kernel = weight("kernel", 3L * units, features(x), scope);
      Value recurrent = weight("recurrent_kernel", 3L * units, units, scope);
      Value xs = sum(scope, times(x, kernel, scope), vector("bias", 3L * units, scope));
      Value hs =
          sum(scope, times(h, recurrent, scope), vector("recurrent_bias", 3L * units, scope));
      Value z =
          scope.activate(Activation.SIGMOID, sum(scope, part(xs, 0, scope), part(hs, 0, scope)));
      Value r =
          scope.activate(Activation.SIGMOID, sum(scope, part(xs, 1, scope), part(hs, 1, scope)));
      Value reset = product(scope, r, part(hs, 2, scope));
      Value content = scope.activate(Activation.TANH, sum(scope, part(xs, 2, scope), reset));
      Value rest = scope.arithmetic(Operator.SUB, scope.constant(1), z);
      return Step.of(sum(scope, product(scope, z, h), product(scope, rest, content)));
    }

    private Value part(Value gates, int gate, Scope scope) {
      return scope.op(Slice.of(1, (long) gate * units, units), gates);
    }
  }

  /** Keras's LSTM, word for word; weights as the built-in layer has them. */
  record KerasLstm(int units) implements Cell {
    @Override
    public String kind() {
      return "keras_lstm";
    }

    @Override
    public String declaration() {
      return "kerasLstm(" + units + ")";
    }

    @Override
    public List<Integer> states() {
      return List.of(units, units);
    }

    @Override
    public Step step(Value x, List<Value> states, Scope scope) {
      Value kernel = weight("kernel", 4L * units, features(x), scope);
      Value recurrent = weight("recurrent_kernel", 4L * units, units, scope);
      Value product = times(states.get(0), recurrent, scope);
      Value gates = sum(scope, times(x, kernel, scope), product, vector("bias", 4L * units, scope));
      Value i = gate(gates, 0, Activation.SIGMOID, scope);
      Value f = gate(gates, 1, Activation.SIGMOID, scope);
      Value content = gate(gates, 2, Activation.TANH, scope);
      Value o = gate(gates, 3, Activation.SIGMOID, scope);
      Value c = sum(scope, product(scope, f, states.get(1)), product(scope, i, content));
      Value h = product(scope, o, scope.activate(Activation.TANH, c));
      return new Step(h, List.of(h, c));
    }

    private Value gate(Value gates, int gate, Activation activation, Scope scope) {
      Value sum = scope.op(Slice.of(1, (long) gate * units, units), gates);
      return scope.activate(activation, sum);
    }
  }

  private static Value times(Value x, Value kernel, Scope scope) {
    return scope.op(new MatMul(), x, scope.transpose(kernel, 1, 0));
  }

  /** Drops a share of what it remembers, in training. */
  record Forgetful(int units, double rate) implements Unit {
    @Override
    public String kind() {
      return "forgetful";
    }

    @Override
    public String declaration() {
      return "forgetful(" + units + ", " + rate + ")";
    }

    @Override
    public Step step(Value x, List<Value> states, Scope scope) {
      Value h = dropout(rate).lower(states.get(0), scope);
      Value kernel = weight("recurrent_kernel", units, units, scope);
      Value sum = sum(scope, dense(units).lower(x, scope), scope.op(new MatMul(), h, kernel));
      return Step.of(scope.activate(Activation.TANH, sum));
    }
  }

  /** Two states that change places, and a third that counts. */
  record Swap(int units) implements Cell {
    @Override
    public String kind() {
      return "swap";
    }

    @Override
    public String declaration() {
      return "swap(" + units + ")";
    }

    @Override
    public List<Integer> states() {
      return List.of(units, units, 1);
    }

    @Override
    public Step step(Value x, List<Value> states, Scope scope) {
      Value sum = sum(scope, dense(units).lower(x, scope), states.get(0));
      Value other = product(scope, states.get(1), scope.constant(0.5));
      Value next = sum(scope, sum, other);
      Value count = sum(scope, states.get(2), scope.constant(1));
      return new Step(states.get(1), List.of(states.get(1), next, count));
    }
  }

  /** A plain unit that looks at all that its contexts hold (Bahdanau et al. 2015). */
  record Attention(int units) implements ContextCell {
    @Override
    public String kind() {
      return "attention_rnn";
    }

    @Override
    public String declaration() {
      return "attention(" + units + ")";
    }

    @Override
    public List<Integer> states() {
      return List.of(units);
    }

    @Override
    public Cell.Step step(Value x, List<Value> states, List<Value> contexts, Scope scope) {
      Value h = states.get(0);
      Value told = contexts.get(0);
      long width = features(told);
      Value read = scope.fill(told, 1, 0);
      Value keys = scope.op(new MatMul(), told, weight("keys", width, units, scope));
      Value query = scope.op(new MatMul(), h, weight("query", units, units, scope));
      Value wide = scope.op(new Reshape(List.of(1L, (long) units)), query);
      Value match = scope.activate(Activation.TANH, sum(scope, keys, wide));
      Value scores = scope.op(new MatMul(), match, weight("scores", units, 1, scope));
      Value row = scope.transpose(scope.fill(scores, 1, -1e9), 0, 2, 1); // [batch, 1, time]
      Value shares = scope.activate(Activation.SOFTMAX, row);
      Value found = scope.op(new Reshape(List.of(width)), scope.op(new MatMul(), shares, read));
      Value all = scope.op(new Concat(1), x, found, h);
      Value next = scope.activate(Activation.TANH, dense(units).lower(all, scope));
      return Cell.Step.of(next);
    }
  }
}
