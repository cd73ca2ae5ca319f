package dev.hebb.training.torch;

import dev.hebb.training.Adagrad;
import java.util.List;

/** Gradients over the root of the sum of their squares. */
record AdagradUpdate(Adagrad adagrad) implements Update {
  @Override
  public List<Slot> slots() {
    return List.of(Slot.full("accumulator", adagrad.initialAccumulator()));
  }

  @Override
  public void print(Body body, Group group) {
    String gs = group.gs();
    String as = group.slot("accumulator");
    body.line("torch._foreach_addcmul_(%s, %s, %s, value=1.)", as, gs, gs);
    body.set("ds", "torch._foreach_add(%s, %s)".formatted(as, adagrad.epsilon()));
    body.line("torch._foreach_sqrt_(ds)");
    body.line("torch._foreach_addcdiv_(%s, %s, ds, value=%s)", group.ws(), gs, group.down());
  }
}
