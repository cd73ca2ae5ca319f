package dev.hebb.training.torch;

import dev.hebb.training.Sgd;
import java.util.List;

/** Gradient descent. */
record SgdUpdate(Sgd sgd) implements Update {
  @Override
  public List<Slot> slots() {
    return sgd.momentum() == 0 ? List.of() : List.of(Slot.zeros("momentum"));
  }

  @Override
  public void print(Body body, Group group) {
    String ws = group.ws();
    String gs = group.gs();
    if (sgd.momentum() == 0) {
      body.line("torch._foreach_add_(%s, %s, alpha=%s)", ws, gs, group.down());
      return;
    }
    String ms = group.slot("momentum");
    body.line("torch._foreach_mul_(%s, %s)", ms, sgd.momentum());
    body.line("torch._foreach_add_(%s, %s, alpha=%s)", ms, gs, group.down());
    if (sgd.nesterov()) {
      body.line("torch._foreach_add_(%s, %s, alpha=%s)", ws, ms, sgd.momentum());
      body.line("torch._foreach_add_(%s, %s, alpha=%s)", ws, gs, group.down());
    } else {
      body.line("torch._foreach_add_(%s, %s, alpha=1)", ws, ms);
    }
  }
}
