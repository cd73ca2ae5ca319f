package dev.hebb.training.torch;

import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Rnn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A vanilla recurrence over time with its own gradient: {@code hₜ = f(xₜ·k + hₜ₋₁·r + b)}. All
 * states are written into one tensor, {@code [time, batch, units]}, and the gradients of {@code k}
 * and {@code r} are one product over all steps each.
 */
final class RnnCut implements Cut {
  private final Activation activation;
  private final int units;
  private final List<String> in;
  private final Set<String> sources;
  private final String x;
  private final String all;
  private final String leaf;
  private final Names names;

  /**
   * Prints the loop.
   *
   * @param in x, kernel, recurrent kernel {@code [units, units]}, perhaps bias
   * @param values the names of these
   */
  RnnCut(Rnn op, List<String> in, List<String> values, Names names, Body body) {
    this.activation = op.activation();
    this.units = op.units();
    this.in = in;
    this.sources = Set.of(values.get(0));
    this.names = names;
    this.x = names.fresh("x");
    this.all = names.fresh("all");
    this.leaf = names.fresh("y");
    boolean reversed = op.direction() == Direction.REVERSE;
    body.set(x, reversed ? "torch.flip(%s, [0])".formatted(in.get(0)) : in.get(0));
    String r = names.fresh("r");
    String step = names.fresh("step");
    String h = names.fresh("h");
    body.line("%s = torch.contiguous(%s)", all, projected(x, in));
    body.line("%s = torch.t(torch.detach(%s))", r, in.get(2));
    body.line("%s = torch.zeros_like(torch.select(%s, 0, 0))", h, all);
    body.loop(step, "torch.unbind(" + all + ", 0)");
    body.line("%s = torch.%s_(torch.addmm_(%s, %s, %s))", h, function(activation), step, h, r);
    body.end();
    body.line("%s = torch.requires_grad_(torch.detach(%s))", leaf, all);
  }

  /** Whether the derivative of a function is known from its value. */
  static boolean knows(Activation activation) {
    return activation.equals(Activation.TANH)
        || activation.equals(Activation.SIGMOID)
        || activation.equals(Activation.RELU);
  }

  /** PyTorch's name of the function. */
  static String function(Activation activation) {
    return activation.equals(Activation.TANH)
        ? "tanh"
        : activation.equals(Activation.RELU) ? "relu" : "sigmoid";
  }

  /** The gradient before a function, of that behind it and of its value. */
  static String derivative(Activation activation, String gradient, String value) {
    return activation.equals(Activation.RELU)
        ? "torch.threshold_backward(%s, %s, 0)".formatted(gradient, value)
        : "torch.%s_backward(%s, %s)".formatted(function(activation), gradient, value);
  }

  private static String derivative(
      Activation activation, String gradient, String value, String into) {
    String made = derivative(activation, gradient, value);
    return "%s, grad_input=%s)".formatted(made.substring(0, made.length() - 1), into);
  }

  @Override
  public String leaf() {
    return leaf;
  }

  @Override
  public String root() {
    return x;
  }

  @Override
  public Set<String> sources() {
    return sources;
  }

  @Override
  public Map<String, String> backward(String gradient, Body body) {
    String back = names.fresh("back");
    String backs = names.fresh("bs");
    String states = names.fresh("hs");
    String before = names.fresh("b");
    String r = names.fresh("r");
    String i = names.fresh("i");
    body.line("%s = torch.clone(%s, memory_format=0)", back, gradient);
    body.line("%s = torch.unbind(%s, 0)", backs, back);
    body.line("%s = torch.unbind(%s, 0)", states, all);
    body.line("torch.reverse(%s)", backs);
    body.line("torch.reverse(%s)", states);
    body.line("%s = torch.detach(%s)", r, in.get(2));
    body.line("%s = torch.zeros_like(%s[0])", before, backs);
    body.loop(i, "range(torch.len(" + backs + "))");
    body.line("%s = torch.addmm_(%s[%s], %s, %s)", before, backs, i, before, r);
    body.line("%s = %s", before, derivative(activation, before, states + "[" + i + "]", before));
    body.end();
    Map<String, String> gradients = unprojected(x, back, in, units);
    gradients.put(in.get(2), overTime(back, all, units, units));
    return gradients;
  }

  /** The product of inputs and kernel, plus bias, for all steps. */
  static String projected(String x, List<String> in) {
    return "torch.linear(torch.detach(%s), torch.detach(%s), %s)"
        .formatted(x, in.get(1), in.size() > 3 ? "torch.detach(" + in.get(3) + ")" : "None");
  }

  /** The gradients of x, kernel and bias. */
  static Map<String, String> unprojected(String x, String back, List<String> in, int rows) {
    Map<String, String> gradients = new LinkedHashMap<>();
    gradients.put(x, "torch.matmul(%s, torch.detach(%s))".formatted(back, in.get(1)));
    gradients.put(
        in.get(1),
        "torch.mm(torch.t(torch.reshape(%s, [-1, %d])), torch.flatten(torch.detach(%s), 0, 1))"
            .formatted(back, rows, x));
    if (in.size() > 3) {
      gradients.put(in.get(3), "torch.sum(" + back + ", [0, 1])");
    }
    return gradients;
  }

  /** The gradient of a recurrent kernel: all steps but the first, by the states before them. */
  static String overTime(String back, String states, int rows, int units) {
    return "torch.mm(torch.t(torch.reshape(torch.slice(%s, 0, 1), [-1, %d])), torch.reshape(torch.slice(%s, 0, 0, -1), [-1, %d]))"
        .formatted(back, rows, states, units);
  }
}
