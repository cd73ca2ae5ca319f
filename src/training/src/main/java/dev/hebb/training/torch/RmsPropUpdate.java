package dev.hebb.training.torch;

import dev.hebb.training.RmsProp;
import java.util.ArrayList;
import java.util.List;

/** Gradients over the root of their mean square. */
record RmsPropUpdate(RmsProp rule) implements Update {
  @Override
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>(List.of(Slot.zeros("velocity")));
    if (rule.momentum() > 0) {
      slots.add(Slot.zeros("momentum"));
    }
    if (rule.centered()) {
      slots.add(Slot.zeros("average_gradient"));
    }
    return slots;
  }

  @Override
  public void print(Body body, Group group) {
    String gs = group.gs();
    String vs = group.slot("velocity");
    body.line("torch._foreach_mul_(%s, %s)", vs, rule.rho());
    body.line("torch._foreach_addcmul_(%s, %s, %s, value=%s)", vs, gs, gs, 1 - rule.rho());
    body.set("ds", "torch._foreach_add(%s, %s)".formatted(vs, rule.epsilon()));
    if (rule.centered()) {
      String as = group.slot("average_gradient");
      body.line("torch._foreach_lerp_(%s, %s, %s)", as, gs, 1 - rule.rho());
      body.line("torch._foreach_addcmul_(ds, %s, %s, value=-1.)", as, as);
    }
    body.line("torch._foreach_sqrt_(ds)");
    if (rule.momentum() > 0) {
      String ms = group.slot("momentum");
      body.line("torch._foreach_mul_(%s, %s)", ms, rule.momentum());
      body.line("torch._foreach_addcdiv_(%s, %s, ds, value=%s)", ms, gs, group.rate());
      body.line("torch._foreach_sub_(%s, %s, alpha=1)", group.ws(), ms);
    } else {
      body.line("torch._foreach_addcdiv_(%s, %s, ds, value=%s)", group.ws(), gs, group.down());
    }
  }
}
