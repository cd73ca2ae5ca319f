package dev.hebb.training.torch;

import java.util.List;

/** The moving averages of a gradient and of its square, as Adam and its kin have them. */
record Moments(double beta1, double beta2) {
  static final String FIRST = "momentum";
  static final String SECOND = "velocity";

  List<Slot> slots() {
    return List.of(Slot.zeros(FIRST), Slot.zeros(SECOND));
  }

  /**
   * Prints PyTorch's fused kernel: moves both, and takes {@code rate / (1 - β₁ᵗ)·m / (√(v / (1 -
   * β₂ᵗ)) + epsilon)} off the weights, in one pass.
   *
   * @param weights a list of the group's weights, or of others like them
   * @param update the update's number
   * @param largest the list of the largest second moments; empty: the second moments themselves
   */
  void print(
      Body body,
      Group group,
      String weights,
      String update,
      String rate,
      String epsilon,
      String largest) {
    body.set(
        "t",
        "torch.full([], %s, dtype=6, layout=None, device=ops.prim.device(%s[0]), pin_memory=None)"
            .formatted(update, weights));
    body.line(
        "torch._fused_adam_(%s, %s, %s, %s, %s, %s, lr=%s, beta1=%s, beta2=%s, weight_decay=0., eps=%s, amsgrad=%s, maximize=False, grad_scale=None, found_inf=None)",
        weights,
        group.gs(),
        group.slot(FIRST),
        group.slot(SECOND),
        largest.isEmpty() ? "annotate(List[Tensor], [])" : largest,
        Group.list(group.members(), i -> "t"),
        rate,
        beta1,
        beta2,
        epsilon,
        largest.isEmpty() ? "False" : "True");
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
