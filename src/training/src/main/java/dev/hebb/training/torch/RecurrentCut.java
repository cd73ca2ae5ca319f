package dev.hebb.training.torch;

import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Direction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A recurrence over time with its own gradient: what all of them have in common. */
abstract class RecurrentCut implements Cut {
  /** How x, kernel, recurrent kernel and perhaps biases are read. */
  final List<String> in;

  final Names names;

  /** All steps of the input, in the order of the recurrence. */
  final String x;

  private final Cuts cuts;
  private final Activation activation;
  private final int rows;
  private final Set<String> sources;
  private final String leaf;

  /**
   * Prints the order of the steps.
   *
   * @param in x, kernel, recurrent kernel {@code [rows, units]}, perhaps biases
   * @param values the names of these
   */
  RecurrentCut(
      Activation activation,
      Direction direction,
      int rows,
      List<String> in,
      List<String> values,
      Cuts cuts,
      Names names,
      Body body) {
    this.cuts = cuts;
    this.activation = activation;
    this.rows = rows;
    this.in = in;
    this.sources = Set.of(values.get(0));
    this.names = names;
    this.x = names.fresh("x");
    this.leaf = names.fresh("y");
    body.set(
        x, direction == Direction.REVERSE ? "torch.flip(%s, [0])".formatted(in.get(0)) : in.get(0));
  }

  /** Whether the derivative of a function is known from its value. */
  static boolean knows(Activation activation) {
    return activation.equals(Activation.TANH)
        || activation.equals(Activation.SIGMOID)
        || activation.equals(Activation.RELU);
  }

  /** PyTorch's name of the function. */
  final String function() {
    return activation.equals(Activation.TANH)
        ? "tanh"
        : activation.equals(Activation.RELU) ? "relu" : "sigmoid";
  }

  /**
   * The gradient before the function.
   *
   * @param gradient behind it
   * @param value of the function
   * @param more arguments, each after a comma
   */
  final String derivative(String gradient, String value, String more) {
    return activation.equals(Activation.RELU)
        ? "torch.threshold_backward(%s, %s, 0%s)".formatted(gradient, value, more)
        : "torch.%s_backward(%s, %s%s)".formatted(function(), gradient, value, more);
  }

  /** A parameter without its past. */
  final String weight(int index) {
    return cuts.outside(in.get(index));
  }

  /** The product of inputs and kernel, plus bias, for all steps. */
  final String projected() {
    return "torch.linear(%s, %s, %s)"
        .formatted(cuts.outside(x), weight(1), in.size() > 3 ? weight(3) : "None");
  }

  /** Prints all states, {@code [time, batch, units]}, as what comes out. */
  final void comesOut(String states, Body body) {
    body.set(leaf, cuts.leaf(cuts.outside(states)));
  }

  /**
   * The gradients of x, kernel and bias.
   *
   * @param back the gradient of what is {@link #projected}
   */
  final Map<String, String> unprojected(String back) {
    Map<String, String> gradients = new LinkedHashMap<>();
    gradients.put(x, "torch.matmul(%s, %s)".formatted(back, weight(1)));
    gradients.put(
        in.get(1), product(back, "torch.flatten(%s, 0, 1)".formatted(cuts.outside(x)), rows));
    if (in.size() > 3) {
      gradients.put(in.get(3), "torch.sum(" + back + ", [0, 1])");
    }
    return gradients;
  }

  /** The product over all steps of what comes back, {@code [time, batch, rows]}, and columns. */
  static String product(String back, String columns, int rows) {
    return "torch.mm(torch.t(torch.reshape(%s, [-1, %d])), %s)".formatted(back, rows, columns);
  }

  @Override
  public final String leaf() {
    return leaf;
  }

  @Override
  public final String root() {
    return x;
  }

  @Override
  public final Set<String> sources() {
    return sources;
  }
}
