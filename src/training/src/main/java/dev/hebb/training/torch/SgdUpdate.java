package dev.hebb.training.torch;

import dev.hebb.training.Sgd;
import java.util.List;

/** Gradient descent over all parameters at once. */
record SgdUpdate(Sgd sgd) implements Update {
  @Override
  public List<Slot> slots() {
    return sgd.momentum() == 0 ? List.of() : List.of(Slot.zeros("m"));
  }

  @Override
  public List<Double> numbers(long update) {
    return List.of();
  }

  @Override
  public void print(Body body, Group group) {
    String ws = group.ws();
    String gs = group.gs();
    String down = "torch.neg(%s)".formatted(group.rate());
    if (sgd.momentum() == 0) {
      body.line("torch._foreach_add_(%s, %s, alpha=%s)", ws, gs, down);
      return;
    }
    String ms = group.slot("m", body);
    body.line("torch._foreach_mul_(%s, %s)", ms, sgd.momentum());
    body.line("torch._foreach_add_(%s, %s, alpha=%s)", ms, gs, down);
    if (sgd.nesterov()) {
      body.line("torch._foreach_add_(%s, %s, alpha=%s)", ws, ms, sgd.momentum());
      body.line("torch._foreach_add_(%s, %s, alpha=%s)", ws, gs, down);
    } else {
      body.line("torch._foreach_add_(%s, %s, alpha=1)", ws, ms);
    }
  }
}
