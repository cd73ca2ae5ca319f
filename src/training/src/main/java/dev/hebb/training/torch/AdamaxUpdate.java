package dev.hebb.training.torch;

import dev.hebb.training.Adamax;
import java.util.List;

/** Adam with the largest gradient in place of the root of the second moment. */
record AdamaxUpdate(Adamax adamax) implements Update {
  @Override
  public List<Slot> slots() {
    return List.of(Slot.zeros("momentum"), Slot.zeros("norm"));
  }

  @Override
  public List<Double> numbers(long update) {
    return List.of(1 - Math.pow(adamax.beta1(), (double) update));
  }

  @Override
  public void print(Body body, Group group) {
    String ms = group.slot("momentum");
    String us = group.slot("norm");
    body.line("torch._foreach_lerp_(%s, %s, %s)", ms, group.gs(), 1 - adamax.beta1());
    body.line("torch._foreach_mul_(%s, %s)", us, adamax.beta2());
    body.line("torch._foreach_maximum_(%s, torch._foreach_abs(%s))", us, group.gs());
    body.set("ds", "torch._foreach_add(%s, %s)".formatted(us, adamax.epsilon()));
    body.line(
        "torch._foreach_addcdiv_(%s, %s, ds, value=torch.div(%s, %s))",
        group.ws(), ms, group.down(), group.number(0));
  }
}
