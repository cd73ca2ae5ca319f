package dev.hebb.training.torch;

import dev.hebb.training.Adam;
import java.util.List;

/** Adam as one call of PyTorch's fused kernel. */
record AdamUpdate(Adam adam) implements Update {
  @Override
  public List<Slot> slots() {
    return List.of(Slot.zeros("m"), Slot.zeros("v"));
  }

  /**
   * The update's number and epsilon. The kernel adds its epsilon to the bias-corrected root as
   * PyTorch does; Keras adds it before the correction, which is the same as a larger one after it.
   */
  @Override
  public List<Double> numbers(long update) {
    double epsilon = adam.epsilon() / Math.sqrt(1 - Math.pow(adam.beta2(), (double) update));
    return List.of((double) update, epsilon);
  }

  @Override
  public void print(Body body, Group group) {
    String ws = group.ws();
    body.set(
        "t",
        "torch.full([], %s, dtype=6, layout=None, device=ops.prim.device(%s[0]), pin_memory=None)"
            .formatted(group.number(0), ws));
    body.line(
        "torch._fused_adam_(%s, %s, %s, %s, annotate(List[Tensor], []), %s, lr=%s, beta1=%s, beta2=%s, weight_decay=0., eps=%s, amsgrad=False, maximize=False, grad_scale=None, found_inf=None)",
        ws,
        group.gs(),
        group.slot("m", body),
        group.slot("v", body),
        group.list(i -> "t"),
        group.rate(),
        adam.beta1(),
        adam.beta2(),
        group.number(1));
  }
}
