package dev.hebb.training.torch;

import dev.hebb.training.Ftrl;
import java.util.List;

/** The weights that would have been best for all gradients so far. */
record FtrlUpdate(Ftrl ftrl) implements Update {
  @Override
  public List<Slot> slots() {
    return List.of(Slot.full("accumulator", ftrl.initialAccumulator()), Slot.zeros("linear"));
  }

  @Override
  public boolean dividesByRate() {
    return true;
  }

  @Override
  public void print(Body body, Group group) {
    String as = group.slot("accumulator");
    String ls = group.slot("linear");
    String ws = group.ws();
    body.set("olds", "torch._foreach_pow(%s, %s)".formatted(as, -ftrl.power()));
    body.line("torch._foreach_addcmul_(%s, %s, %s, value=1.)", as, group.gs(), group.gs());
    body.set("news", "torch._foreach_pow(%s, %s)".formatted(as, -ftrl.power()));
    body.line("torch._foreach_add_(%s, %s, alpha=1)", ls, group.gs());
    if (ftrl.shrinkage() > 0) {
      body.line("torch._foreach_add_(%s, %s, alpha=%s)", ls, ws, 2 * ftrl.shrinkage());
    }
    body.line("torch._foreach_sub_(olds, news, alpha=1)");
    body.line(
        "torch._foreach_addcmul_(%s, olds, %s, value=torch.div(1., %s))", ls, ws, group.rate());
    // Over the learning rate, and twice l2 + beta over twice the learning rate.
    body.line(
        "torch._foreach_add_(news, torch.add(%s, torch.mul(%s, %s)))",
        ftrl.beta(), group.rate(), 2 * ftrl.l2());
    body.line("torch._foreach_div_(news, %s)", group.rate());
    body.set("cuts", "torch._foreach_clamp_min(%s, %s)".formatted(ls, -ftrl.l1()));
    body.line("torch._foreach_clamp_max_(cuts, %s)", ftrl.l1());
    body.line("torch._foreach_sub_(cuts, %s, alpha=1)", ls);
    body.line("torch._foreach_div_(cuts, news)");
    body.line("torch._foreach_copy_(%s, cuts)", ws);
  }
}
