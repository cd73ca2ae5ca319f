package dev.hebb.training.torch;

import dev.hebb.training.Lamb;
import java.util.List;

/** Adam's step, as long as the parameter that it changes. */
record LambUpdate(Lamb lamb) implements Update {
  private Moments moments() {
    return new Moments(lamb.beta1(), lamb.beta2());
  }

  @Override
  public List<Slot> slots() {
    return moments().slots();
  }

  @Override
  public List<Double> numbers(long update) {
    return List.of((double) update);
  }

  @Override
  public void print(Body body, Group group) {
    // What Adam would add to nothing, at a learning rate of -1.
    body.set("us", "torch._foreach_sub(%s, %s, alpha=1)".formatted(group.ws(), group.ws()));
    String epsilon = Double.toString(lamb.epsilon());
    moments().print(body, group, "us", group.number(0), "-1.", epsilon, "");
    body.set("wn", "torch.stack(torch._foreach_norm(%s))".formatted(group.ws()));
    body.set("un", "torch.stack(torch._foreach_norm(us))");
    // Where either is zero, as long as it is.
    body.set("some", "torch.logical_and(torch.gt(wn, 0.), torch.gt(un, 0.))");
    body.set("ratios", "torch.where(some, torch.div(wn, un), torch.ones_like(wn))");
    body.line("torch._foreach_mul_(us, torch.unbind(ratios))");
    body.line("torch._foreach_add_(%s, us, alpha=%s)", group.ws(), group.down());
  }
}
