package dev.hebb.training.torch;

import dev.hebb.training.Adadelta;
import java.util.List;

/** Gradients in the unit of the changes that they made. */
record AdadeltaUpdate(Adadelta adadelta) implements Update {
  @Override
  public List<Slot> slots() {
    return List.of(Slot.zeros("accumulated_grad"), Slot.zeros("accumulated_delta_var"));
  }

  @Override
  public List<String> unread() {
    return List.of("accumulated_delta_var");
  }

  @Override
  public void print(Body body, Group group) {
    String as = group.slot("accumulated_grad");
    String ds = group.slot("accumulated_delta_var");
    moved(body, as, group.gs());
    body.set("us", "torch._foreach_add(%s, %s)".formatted(ds, adadelta.epsilon()));
    body.set("vs", "torch._foreach_add(%s, %s)".formatted(as, adadelta.epsilon()));
    body.line("torch._foreach_sqrt_(us)");
    body.line("torch._foreach_sqrt_(vs)");
    body.line("torch._foreach_div_(us, vs)");
    body.line("torch._foreach_mul_(us, %s)", group.gs());
    moved(body, ds, "us");
    body.line("torch._foreach_add_(%s, us, alpha=%s)", group.ws(), group.down());
  }

  private void moved(Body body, String squares, String values) {
    body.line("torch._foreach_mul_(%s, %s)", squares, adadelta.rho());
    body.line(
        "torch._foreach_addcmul_(%s, %s, %s, value=%s)",
        squares, values, values, 1 - adadelta.rho());
  }
}
