package dev.hebb.training.torch;

import dev.hebb.training.Adam;
import java.util.ArrayList;
import java.util.List;

/** Adam as one call of PyTorch's fused kernel. */
record AdamUpdate(Adam adam) implements Update {
  private static final String LARGEST = "velocity_hat";

  private Moments moments() {
    return new Moments(adam.beta1(), adam.beta2());
  }

  @Override
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>(moments().slots());
    if (adam.amsgrad()) {
      slots.add(Slot.zeros(LARGEST));
    }
    return slots;
  }

  /**
   * The update's number and epsilon. The kernel adds its epsilon to the bias-corrected root as
   * PyTorch does; Keras adds it before the correction, which is the same as a larger one after it.
   */
  @Override
  public List<Double> numbers(long update) {
    return List.of((double) update, adam.epsilon() / Math.sqrt(moments().second(update)));
  }

  @Override
  public void print(Body body, Group group) {
    String ws = group.ws();
    body.set(
        "t",
        "torch.full([], %s, dtype=6, layout=None, device=ops.prim.device(%s[0]), pin_memory=None)"
            .formatted(group.number(0), ws));
    body.line(
        "torch._fused_adam_(%s, %s, %s, %s, %s, %s, lr=%s, beta1=%s, beta2=%s, weight_decay=0., eps=%s, amsgrad=%s, maximize=False, grad_scale=None, found_inf=None)",
        ws,
        group.gs(),
        group.slot(Moments.FIRST),
        group.slot(Moments.SECOND),
        adam.amsgrad() ? group.slot(LARGEST) : "annotate(List[Tensor], [])",
        Group.list(group.members(), i -> "t"),
        group.rate(),
        adam.beta1(),
        adam.beta2(),
        group.number(1),
        adam.amsgrad() ? "True" : "False");
  }
}
