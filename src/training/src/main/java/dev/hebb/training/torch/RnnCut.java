package dev.hebb.training.torch;

import dev.hebb.graph.op.Rnn;
import java.util.List;
import java.util.Map;

/**
 * A vanilla recurrence over time with its own gradient: {@code hₜ = f(xₜ·k + hₜ₋₁·r + b)}. All
 * states are written into one tensor, {@code [time, batch, units]}, and the gradients of {@code k}
 * and {@code r} are one product over all steps each.
 */
final class RnnCut extends RecurrentCut {
  private final int units;
  private final String all;

  /**
   * Prints the loop.
   *
   * @param in x, kernel, recurrent kernel {@code [units, units]}, perhaps bias
   * @param values the names of these
   */
  RnnCut(Rnn op, List<String> in, List<String> values, Cuts cuts, Names names, Body body) {
    super(op.activation(), op.direction(), op.units(), in, values, cuts, names, body);
    this.units = op.units();
    this.all = names.fresh("all");
    String r = names.fresh("r");
    String step = names.fresh("step");
    String h = names.fresh("h");
    body.line("%s = torch.contiguous(%s)", all, projected());
    body.line("%s = torch.t(%s)", r, weight(2));
    body.line("%s = torch.zeros_like(torch.select(%s, 0, 0))", h, all);
    body.loop(step, "torch.unbind(" + all + ", 0)");
    body.line("%s = torch.%s_(torch.addmm_(%s, %s, %s))", h, function(), step, h, r);
    body.end();
    comesOut(all, body);
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
    body.line("%s = %s", r, weight(2));
    body.line("%s = torch.zeros_like(%s[0])", before, backs);
    body.loop(i, "range(torch.len(" + backs + "))");
    body.line("%s = torch.addmm_(%s[%s], %s, %s)", before, backs, i, before, r);
    String into = ", grad_input=" + before;
    body.line("%s = %s", before, derivative(before, states + "[" + i + "]", into));
    body.end();
    Map<String, String> gradients = unprojected(back);
    // All steps but the first, by the states before them.
    String earlier = "torch.reshape(torch.slice(%s, 0, 0, -1), [-1, %d])".formatted(all, units);
    gradients.put(in.get(2), product("torch.slice(%s, 0, 1)".formatted(back), earlier, units));
    return gradients;
  }
}
