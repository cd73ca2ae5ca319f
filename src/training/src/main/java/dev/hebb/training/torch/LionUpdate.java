package dev.hebb.training.torch;

import dev.hebb.training.Lion;
import java.util.List;

/** The sign of a momentum. */
record LionUpdate(Lion lion) implements Update {
  @Override
  public List<Slot> slots() {
    return List.of(Slot.zeros("momentum"));
  }

  @Override
  public List<String> unread() {
    return List.of("momentum");
  }

  @Override
  public void print(Body body, Group group) {
    String ms = group.slot("momentum");
    body.set("us", "torch._foreach_mul(%s, %s)".formatted(ms, lion.beta1()));
    body.line("torch._foreach_add_(us, %s, alpha=%s)", group.gs(), 1 - lion.beta1());
    body.line("torch._foreach_sign_(us)");
    body.line("torch._foreach_add_(%s, us, alpha=%s)", group.ws(), group.down());
    body.line("torch._foreach_lerp_(%s, %s, %s)", ms, group.gs(), 1 - lion.beta2());
  }
}
