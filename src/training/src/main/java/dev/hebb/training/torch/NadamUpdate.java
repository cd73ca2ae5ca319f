package dev.hebb.training.torch;

import dev.hebb.training.Nadam;
import java.util.List;

/** Adam with a momentum that looks a step ahead. */
record NadamUpdate(Nadam nadam) implements Update {
  private Moments moments() {
    return new Moments(nadam.beta1(), nadam.beta2());
  }

  @Override
  public List<Slot> slots() {
    return moments().slots();
  }

  /**
   * The update's number, then what Adam's learning rate, the gradient, and the root of the second
   * moment are multiplied by.
   */
  @Override
  public List<Double> numbers(long update) {
    double now = momentum(update);
    double next = momentum(update + 1);
    double product = 1;
    // All momenta so far, multiplied; nothing is left of them after some hundreds.
    for (long i = 1; i <= update && product > 1e-20; i++) {
      product *= momentum(i);
    }
    return List.of(
        (double) update,
        moments().first(update) * next / (1 - product * next),
        (1 - now) / (1 - product),
        1 / Math.sqrt(moments().second(update)));
  }

  private double momentum(long update) {
    return nadam.beta1() * (1 - 0.5 * Math.pow(0.96, (double) update));
  }

  // The part along the momentum is a step of Adam's; the part along the gradient is added to it.
  @Override
  public void print(Body body, Group group) {
    String rate = "torch.mul(%s, %s)".formatted(group.rate(), group.number(1));
    String epsilon = Double.toString(nadam.epsilon());
    moments().print(body, group, group.ws(), group.number(0), rate, epsilon, "");
    body.set("ds", "torch._foreach_sqrt(%s)".formatted(group.slot(Moments.SECOND)));
    body.line("torch._foreach_mul_(ds, %s)", group.number(3));
    body.line("torch._foreach_add_(ds, %s)", epsilon);
    body.line(
        "torch._foreach_addcdiv_(%s, %s, ds, value=torch.mul(%s, %s))",
        group.ws(), group.gs(), group.down(), group.number(2));
  }
}
