package dev.hebb.training.torch;

import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Gru;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A GRU over time with its own gradient, its reset after the product. The products of inputs and
 * kernel, {@code p}, and of states and recurrent kernel, {@code q}, are {@code [time, batch,
 * 3·units]}, gates z, r, n: {@code n = f(pₙ + r·qₙ)}, {@code hₜ = n + z·(hₜ₋₁ - n)}.
 */
final class GruCut implements Cut {
  private final Activation activation;
  private final int units;
  private final boolean bias;
  private final List<String> in;
  private final Set<String> sources;
  private final Names names;
  private final Body body;
  private final String x;
  private final String p;
  private final String leaf;
  private final String all;
  private final String last;
  private final Map<String, String> steps = new LinkedHashMap<>();

  /**
   * Prints the loop.
   *
   * @param in x, kernel, recurrent kernel {@code [3·units, units]}, perhaps two biases
   * @param values the names of these
   */
  GruCut(Gru op, List<String> in, List<String> values, Names names, Body body) {
    this.activation = op.activation();
    this.units = op.units();
    this.bias = op.bias();
    this.in = in;
    this.sources = Set.of(values.get(0));
    this.names = names;
    this.body = body;
    this.x = names.fresh("x");
    this.p = names.fresh("p");
    this.all = names.fresh("all");
    this.last = names.fresh("last");
    this.leaf = names.fresh("y");
    boolean reversed = op.direction() == Direction.REVERSE;
    body.set(x, reversed ? "torch.flip(%s, [0])".formatted(in.get(0)) : in.get(0));
    body.set(p, RnnCut.projected(x, in));
    part("pzr", p, 0, 2);
    part("pn", p, 2, 1);
    String q = room("q", 3);
    part("qzr", q, 0, 2);
    part("qn", q, 2, 1);
    String gates = room("zr", 2);
    part("z", gates, 0, 1);
    part("r", gates, 1, 1);
    room("n", 1);
    room("d", 1);
    body.line("%s = %s", all, room("h", 1));
    forward();
    body.line("%s = torch.requires_grad_(torch.detach(%s))", leaf, all);
  }

  // Time is first: the steps are views.
  private String part(String name, String whole, int from, int gates) {
    String list = names.fresh(name);
    steps.put(name, list);
    body.line(
        "%s = torch.unbind(torch.narrow(%s, 2, %s, %s), 0)",
        list, whole, from * units, gates * units);
    return list;
  }

  private String room(String name, int gates) {
    String whole = names.fresh(name);
    String list = names.fresh(name);
    body.line(
        "%s = torch.new_empty(%s, [torch.size(%s, 0), torch.size(%s, 1), %s])",
        whole, p, p, p, gates * units);
    body.line("%s = torch.unbind(%s, 0)", list, whole);
    steps.put(name, list);
    return whole;
  }

  private String at(String name, String index) {
    return steps.get(name) + "[" + index + "]";
  }

  private void forward() {
    String h = names.fresh("h");
    String r = names.fresh("r");
    String t = names.fresh("t");
    body.line("%s = torch.zeros_like(%s)", h, at("h", "0"));
    body.line("%s = torch.t(torch.detach(%s))", r, in.get(2));
    body.line("%s = torch.sub(torch.len(%s), 1)", last, steps.get("h"));
    body.loop(t, "range(torch.len(" + steps.get("h") + "))");
    body.line(
        bias
            ? "done = torch.addmm(torch.detach(%s), %s, %s, out=%s)"
            : "done = torch.mm(%2$s, %3$s, out=%4$s)",
        bias ? in.get(4) : "",
        h,
        r,
        at("q", t));
    body.line(
        "done = torch.sigmoid_(torch.add(%s, %s, out=%s))",
        at("pzr", t), at("qzr", t), at("zr", t));
    body.line(
        "done = torch.%s_(torch.addcmul(%s, %s, %s, out=%s))",
        RnnCut.function(activation), at("pn", t), at("r", t), at("qn", t), at("n", t));
    body.line("done = torch.sub(%s, %s, out=%s)", h, at("n", t), at("d", t));
    body.line(
        "%s = torch.addcmul(%s, %s, %s, out=%s)",
        h, at("n", t), at("z", t), at("d", t), at("h", t));
    body.end();
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
  public Map<String, String> backward(String gradient, Body ignored) {
    String given = names.fresh("gy");
    String h = names.fresh("gh");
    String kept = names.fresh("kept");
    String i = names.fresh("i");
    String t = names.fresh("t");
    String back = room("gq", 3);
    part("gqzr", back, 0, 2);
    part("gqn", back, 2, 1);
    String gates = room("gzr", 2);
    part("gz", gates, 0, 1);
    part("gr", gates, 1, 1);
    String content = room("gn", 1);
    String r = names.fresh("r");
    body.line("%s = torch.unbind(%s, 0)", given, gradient);
    body.line("%s = torch.detach(%s)", r, in.get(2));
    body.line("%s = %s[%s]", h, given, last);
    body.loop(i, "range(torch.len(" + given + "))");
    body.line("%s = torch.sub(%s, %s)", t, last, i);
    body.line("done = torch.mul(%s, %s, out=%s)", h, at("d", t), at("gz", t));
    body.line("%s = torch.mul(%s, %s)", kept, h, at("z", t));
    body.line(
        "done = %s",
        RnnCut.derivative(
            activation, "torch.sub(%s, %s)".formatted(h, kept), at("n", t), at("gn", t)));
    body.line("done = torch.mul(%s, %s, out=%s)", at("gn", t), at("qn", t), at("gr", t));
    body.line(
        "done = torch.sigmoid_backward(%s, %s, grad_input=%s)",
        at("gzr", t), at("zr", t), at("gqzr", t));
    body.line("done = torch.mul(%s, %s, out=%s)", at("gn", t), at("r", t), at("gqn", t));
    body.when("torch.gt(" + t + ", 0)");
    body.line(
        "%s = torch.add_(torch.addmm(%s, %s, %s), %s[torch.sub(%s, 1)])",
        h, kept, at("gq", t), r, given, t);
    body.end();
    body.end();
    String sum = names.fresh("gp");
    body.line("%s = torch.cat([torch.narrow(%s, 2, 0, %s), %s], 2)", sum, back, 2 * units, content);
    Map<String, String> gradients = RnnCut.unprojected(x, sum, in, 3 * units);
    gradients.put(in.get(2), RnnCut.overTime(back, all, 3 * units, units));
    if (bias) {
      gradients.put(in.get(4), "torch.sum(%s, [0, 1])".formatted(back));
    }
    return gradients;
  }
}
