package dev.hebb.training.torch;

import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Rnn;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A vanilla recurrence over time with its own gradient: {@code hₜ = f(pₜ + hₜ₋₁·r)}, where {@code
 * p}, {@code [time, batch, units]}, is what goes in. All states are written into one tensor, and
 * the gradient of {@code r} is one product over all steps.
 */
final class RnnCut implements Cut {
  private final Activation activation;
  private final int units;
  private final String recurrent;
  private final Set<String> sources;
  private final String p;
  private final String all;
  private final String steps;
  private final String last;
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
    this.recurrent = in.get(2);
    this.sources = new TreeSet<>(values);
    sources.remove(values.get(2));
    this.names = names;
    this.p = names.fresh("p");
    this.all = names.fresh("all");
    this.steps = names.fresh("hs");
    this.last = names.fresh("last");
    this.leaf = names.fresh("y");
    boolean reversed = op.direction() == Direction.REVERSE;
    body.line(
        "%s = torch.linear(%s, %s, %s)",
        p,
        reversed ? "torch.flip(%s, [0])".formatted(in.get(0)) : in.get(0),
        in.get(1),
        op.bias() ? in.get(3) : "None");
    String in0 = names.fresh("ps");
    String r = names.fresh("r");
    String t = names.fresh("t");
    String next = names.fresh("next");
    body.line("%s = torch.unbind(torch.detach(%s), 0)", in0, p);
    body.line("%s = torch.new_empty(torch.detach(%s), torch.size(%s))", all, p, p);
    body.line("%s = torch.unbind(%s, 0)", steps, all);
    body.line("%s = torch.t(torch.detach(%s))", r, recurrent);
    body.line("%s = torch.sub(torch.len(%s), 1)", last, steps);
    body.line("done = torch.%s_(torch.copy_(%s[0], %s[0]))", function(activation), steps, in0);
    body.loop(t, "range(" + last + ")");
    body.line("%s = torch.add(%s, 1)", next, t);
    body.line(
        "done = torch.%s_(torch.addmm(%s[%s], %s[%s], %s, out=%s[%s]))",
        function(activation), in0, next, steps, t, r, steps, next);
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
  static String derivative(Activation activation, String gradient, String value, String into) {
    return activation.equals(Activation.RELU)
        ? "torch.threshold_backward(%s, %s, 0, grad_input=%s)".formatted(gradient, value, into)
        : "torch.%s_backward(%s, %s, grad_input=%s)"
            .formatted(function(activation), gradient, value, into);
  }

  @Override
  public String leaf() {
    return leaf;
  }

  @Override
  public String root() {
    return p;
  }

  @Override
  public Set<String> sources() {
    return sources;
  }

  @Override
  public Map<String, String> backward(String gradient, Body body) {
    String given = names.fresh("gy");
    String back = names.fresh("back");
    String backs = names.fresh("bs");
    String r = names.fresh("r");
    String i = names.fresh("i");
    String t = names.fresh("t");
    body.line("%s = torch.unbind(%s, 0)", given, gradient);
    body.line("%s = torch.empty_like(%s)", back, all);
    body.line("%s = torch.unbind(%s, 0)", backs, back);
    body.line("%s = torch.detach(%s)", r, recurrent);
    body.line("done = %s", derivative(at(given, last), at(steps, last), at(backs, last)));
    body.loop(i, "range(" + last + ")");
    body.line("%s = torch.sub(torch.sub(%s, 1), %s)", t, last, i);
    String sum = "torch.addmm(%s, %s[torch.add(%s, 1)], %s)".formatted(at(given, t), backs, t, r);
    body.line("done = %s", derivative(sum, at(steps, t), at(backs, t)));
    body.end();
    return Map.of(p, back, recurrent, overTime(back, all, units, units));
  }

  private String derivative(String gradient, String value, String into) {
    return derivative(activation, gradient, value, into);
  }

  private static String at(String list, String index) {
    return list + "[" + index + "]";
  }

  /** The gradient of a recurrent kernel: all steps but the first, by the states before them. */
  static String overTime(String back, String states, int rows, int units) {
    return "torch.mm(torch.t(torch.reshape(torch.slice(%s, 0, 1), [-1, %d])), torch.reshape(torch.slice(%s, 0, 0, -1), [-1, %d]))"
        .formatted(back, rows, states, units);
  }
}
