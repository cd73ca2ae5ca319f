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

  /** What the first moment, the gradient, and the root of the second moment are multiplied by. */
  @Override
  public List<Double> numbers(long update) {
    double product = 1;
    double power = 1;
    double now = 0;
    // All momenta so far, multiplied; nothing is left of them after some hundreds.
    for (long i = 1; i <= update && (product > 1e-20 || i == update); i++) {
      power *= 0.96;
      now = momentum(power);
      product *= now;
    }
    now = momentum(Math.pow(0.96, (double) update));
    double next = momentum(Math.pow(0.96, update + 1.0));
    return List.of(
        next / (1 - product * next),
        (1 - now) / (1 - product),
        1 / Math.sqrt(moments().second(update)));
  }

  private double momentum(double power) {
    return nadam.beta1() * (1 - 0.5 * power);
  }

  @Override
  public void print(Body body, Group group) {
    moments().print(body, group);
    body.set("ds", "torch._foreach_sqrt(%s)".formatted(group.slot(Moments.SECOND)));
    body.line("torch._foreach_mul_(ds, %s)", group.number(2));
    body.line("torch._foreach_add_(ds, %s)", nadam.epsilon());
    String down = "torch._foreach_addcdiv_(%s, %s, ds, value=torch.mul(%s, %s))";
    body.line(down, group.ws(), group.slot(Moments.FIRST), group.down(), group.number(0));
    body.line(down, group.ws(), group.gs(), group.down(), group.number(1));
  }
}
