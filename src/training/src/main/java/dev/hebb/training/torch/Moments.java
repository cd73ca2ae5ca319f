package dev.hebb.training.torch;

import java.util.List;

/** The moving averages of a gradient and of its square, as Adam and its kin have them. */
record Moments(double beta1, double beta2) {
  static final String FIRST = "momentum";
  static final String SECOND = "velocity";

  List<Slot> slots() {
    return List.of(Slot.zeros(FIRST), Slot.zeros(SECOND));
  }

  /** Prints how both move. */
  void print(Body body, Group group) {
    String second = group.slot(SECOND);
    body.line("torch._foreach_lerp_(%s, %s, %s)", group.slot(FIRST), group.gs(), 1 - beta1);
    body.line("torch._foreach_mul_(%s, %s)", second, beta2);
    body.line(
        "torch._foreach_addcmul_(%s, %s, %s, value=%s)", second, group.gs(), group.gs(), 1 - beta2);
  }

  /** What the first is to be divided by, since it began with zero. */
  double first(long update) {
    return 1 - Math.pow(beta1, (double) update);
  }

  /** What the second is to be divided by, since it began with zero. */
  double second(long update) {
    return 1 - Math.pow(beta2, (double) update);
  }
}
