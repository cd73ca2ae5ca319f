package dev.hebb.training.torch;

import dev.hebb.graph.op.Gru;
import java.util.List;
import java.util.Map;

/**
 * A GRU over time with its own gradient, its reset after the product: {@code n = f(pₙ + r·qₙ)},
 * {@code hₜ = n + z·(hₜ₋₁ - n)}. Everything is {@code [time, units, batch]}, gates z, r, n one
 * below the other, so that each gate of a step is one stretch of memory.
 *
 * <p>The gradient of a step is what comes back to h times numbers that are known beforehand, for
 * all steps at once: {@code z: (hₜ₋₁ - n)·z·(1 - z)}, {@code r: (1 - z)·f′·qₙ·r·(1 - r)}, {@code
 * qₙ: (1 - z)·f′·r}. What is left of the loop is three operations.
 */
final class GruCut extends RecurrentCut {
  private static final int GATES = 3;

  private final int units;
  private final boolean bias;
  private final String p;
  private final String q;
  private final String n;
  private final String states;

  /**
   * Prints the loop.
   *
   * @param in x, kernel, recurrent kernel {@code [3·units, units]}, perhaps two biases
   * @param values the names of these
   */
  GruCut(Gru op, List<String> in, List<String> values, Cuts cuts, Names names, Body body) {
    super(op.activation(), op.direction(), GATES * op.units(), in, values, cuts, names, body);
    this.units = op.units();
    this.bias = op.bias();
    this.p = names.fresh("p");
    this.q = names.fresh("q");
    this.n = names.fresh("n");
    this.states = names.fresh("hs");
    products(body);
    forward(body);
    comesOut("torch.transpose(torch.slice(%s, 0, 1), 1, 2)".formatted(states), body);
  }

  // p is the product of kernel and inputs, q what is added to that of recurrent kernel and states:
  // of z and r it is p, of n only the bias.
  private void products(Body body) {
    body.set(p, "torch.contiguous(torch.transpose(" + projected() + ", 1, 2))");
    body.set(q, "torch.clone(%s, memory_format=0)".formatted(p));
    body.line("done = torch.zero_(%s)", gate(q, 2, 1));
    if (bias) {
      body.line("%s = torch.add_(%s, torch.unsqueeze(%s, 1))", q, q, weight(4));
    }
    body.set(n, "torch.empty_like(%s, memory_format=0)".formatted(gate(p, 2, 1)));
    body.set(
        states,
        "torch.new_empty(%1$s, [torch.add(torch.size(%1$s, 0), 1), %2$s, torch.size(%1$s, 2)])"
            .formatted(p, units));
    body.line("done = torch.zero_(torch.select(%s, 0, 0))", states);
  }

  private String gate(String whole, int from, int gates) {
    return "torch.narrow(%s, 1, %s, %s)".formatted(whole, from * units, gates * units);
  }

  // Time is first: the steps are views.
  private String steps(String whole, Body body) {
    String list = names.fresh("s");
    body.line("%s = torch.unbind(%s, 0)", list, whole);
    return list;
  }

  private void forward(Body body) {
    String sums = steps(q, body);
    String gates = steps(gate(q, 0, 2), body);
    String z = steps(gate(q, 0, 1), body);
    String r = steps(gate(q, 1, 1), body);
    String qn = steps(gate(q, 2, 1), body);
    String pn = steps(gate(p, 2, 1), body);
    String ns = steps(n, body);
    String h = steps(states, body);
    String recurrent = names.fresh("r");
    body.line("%s = %s", recurrent, weight(2));
    String t = names.fresh("t");
    body.loop(t, "range(torch.len(" + ns + "))");
    body.line("done = torch.addmm_(%s[%s], %s, %s[%s])", sums, t, recurrent, h, t);
    body.line("done = torch.sigmoid_(%s[%s])", gates, t);
    body.line(
        "done = torch.%1$s_(torch.addcmul(%2$s[%6$s], %3$s[%6$s], %4$s[%6$s], out=%5$s[%6$s]))",
        function(), pn, r, qn, ns, t);
    body.line(
        "done = torch.lerp(%1$s[%4$s], %2$s[%4$s], %3$s[%4$s], out=%2$s[torch.add(%4$s, 1)])",
        ns, h, z, t);
    body.end();
  }

  @Override
  public Map<String, String> backward(String gradient, Body body) {
    String z = gate(q, 0, 1);
    String r = gate(q, 1, 1);
    String before = names.fresh("b");
    String content = names.fresh("cn");
    String known = names.fresh("c");
    body.line("%s = torch.slice(%s, 0, 0, -1)", before, states);
    body.line("%s = %s", content, derivative("torch.rsub(" + z + ", 1)", n, ""));
    body.line(
        "%s = torch.stack([torch.mul(torch.sub(%s, %s), %s), torch.mul(torch.mul(%s, %s), %s), torch.mul(%s, %s)], 1)",
        known, before, n, slope(z), content, gate(q, 2, 1), slope(r), content, r);
    String back = names.fresh("gq");
    String all = names.fresh("gh");
    body.line("%s = torch.empty_like(%s)", back, known);
    body.line("%s = torch.empty_like(%s)", all, n);
    loop(gradient, known, back, all, body);
    String rows = names.fresh("gr");
    String inputs = names.fresh("gp");
    body.line("%s = torch.permute(torch.flatten(%s, 1, 2), [0, 2, 1])", rows, back);
    body.line("%s = torch.clone(%s, memory_format=0)", inputs, rows);
    body.line(
        "done = torch.mul(torch.transpose(%s, 1, 2), torch.transpose(%s, 1, 2), out=torch.narrow(%s, 2, %s, %s))",
        all, content, inputs, 2 * units, units);
    Map<String, String> gradients = unprojected(inputs);
    String earlier = "torch.reshape(torch.transpose(%s, 1, 2), [-1, %d])".formatted(before, units);
    gradients.put(in.get(2), product(rows, earlier, GATES * units));
    if (bias) {
      gradients.put(in.get(4), "torch.sum(" + rows + ", [0, 1])");
    }
    return gradients;
  }

  private void loop(String gradient, String known, String back, String all, Body body) {
    String z = steps(gate(q, 0, 1), body);
    String factors = steps(known, body);
    String products = steps(back, body);
    String rows = steps("torch.flatten(" + back + ", 1, 2)", body);
    String h = steps(all, body);
    String wide = steps("torch.unsqueeze(" + all + ", 1)", body); // above each gate
    String given =
        steps("torch.clone(torch.transpose(%s, 1, 2), memory_format=0)".formatted(gradient), body);
    String recurrent = names.fresh("r");
    String t = names.fresh("t");
    String i = names.fresh("i");
    body.line("%s = torch.t(%s)", recurrent, weight(2));
    body.line("done = torch.copy_(%s[-1], %s[-1])", h, given);
    body.loop(i, "range(torch.len(" + h + "))");
    body.line("%s = torch.sub(torch.sub(torch.len(%s), 1), %s)", t, h, i);
    body.line(
        "done = torch.mul(%1$s[%4$s], %2$s[%4$s], out=%3$s[%4$s])", wide, factors, products, t);
    body.when("torch.gt(" + t + ", 0)");
    String earlier = "[torch.sub(" + t + ", 1)]";
    body.line(
        "done = torch.addmm_(torch.addcmul(%s%s, %s[%s], %s[%s], out=%s%s), %s, %s[%s])",
        given, earlier, h, t, z, t, h, earlier, recurrent, rows, t);
    body.end();
    body.end();
  }

  private static String slope(String gate) {
    return "torch.mul(%s, torch.rsub(%s, 1))".formatted(gate, gate);
  }
}
