package dev.hebb.training.torch;

import dev.hebb.graph.Param;
import dev.hebb.training.Muon;
import java.util.List;

/** Momenta made orthogonal for matrices, Adam for all else. */
record MuonUpdate(Muon muon) implements Update {
  // Of the polynomial that is iterated; root mean square of a step.
  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;
  private static final double RATE = 0.2;
  private static final int ITERATIONS = 5;

  private Moments moments() {
    return new Moments(muon.beta1(), muon.beta2());
  }

  @Override
  public List<Slot> slots() {
    return moments().slots();
  }

  @Override
  public boolean apart(Param parameter) {
    return parameter.dims().size() != 2
        || parameter.name().contains("embedding")
        || muon.undone().stream().anyMatch(parameter.name()::contains);
  }

  @Override
  public boolean remembers(Slot slot, boolean apart) {
    return apart || !slot.name().equals(Moments.SECOND);
  }

  @Override
  public List<Double> numbers(long update) {
    return List.of((double) update, muon.epsilon() / Math.sqrt(moments().second(update)));
  }

  @Override
  public void print(Body body, Group group) {
    if (group.apart()) {
      String update = group.number(0);
      moments().print(body, group, group.ws(), update, group.rate(), group.number(1), "");
      return;
    }
    String ms = group.slot(Moments.FIRST);
    body.line("torch._foreach_mul_(%s, %s)", ms, muon.momentum());
    body.line("torch._foreach_add_(%s, %s, alpha=1)", ms, group.gs());
    String along = ms;
    if (muon.nesterov()) {
      body.set(
          "ns", "torch._foreach_add(%s, %s, alpha=%s)".formatted(group.gs(), ms, muon.momentum()));
      along = "ns";
    }
    body.set("us", "annotate(List[Tensor], [])");
    body.loop("each", along);
    // The same of a matrix and its transpose; the smaller product of the two.
    body.set("height", "torch.size(each, 0)");
    body.set("width", "torch.size(each, 1)");
    body.set("tall", "torch.gt(height, width)");
    body.set("x", "each");
    body.when("tall").set("x", "torch.t(each)").end();
    body.set("x", "torch.div(x, torch.add(torch.linalg_vector_norm(x), 1e-07))");
    for (int i = 0; i < ITERATIONS; i++) {
      body.set("a", "torch.matmul(x, torch.t(x))");
      body.set("b", "torch.addmm(a, a, a, beta=%s, alpha=%s)".formatted(B, C));
      body.set("x", "torch.addmm(x, b, x, beta=%s, alpha=1)".formatted(A));
    }
    body.when("tall").set("x", "torch.t(x)").end();
    body.set(
        "size", "torch.mul(torch.sqrt(float(ops.prim.max(height, width))), %s)".formatted(RATE));
    body.line("_ = torch.append(us, torch.mul(x, size))");
    body.end();
    body.line("torch._foreach_add_(%s, us, alpha=%s)", group.ws(), group.down());
  }
}
