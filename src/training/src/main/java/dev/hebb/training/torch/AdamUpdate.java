package dev.hebb.training.torch;

import dev.hebb.training.Adam;
import java.util.List;

/** Adam as one call of PyTorch's fused kernel. */
record AdamUpdate(Adam adam) implements Optimization {
  @Override
  public List<String> slots() {
    return List.of("m", "v");
  }

  @Override
  public void update(Body body, int count) {
    body.set(
        "t",
        "torch.full([], control1, dtype=6, layout=None, device=ops.prim.device(ps[0]), pin_memory=None)");
    body.line(
        "torch._fused_adam_(ps, gs, %s, %s, annotate(List[Tensor], []), %s, lr=control2, beta1=%s, beta2=%s, weight_decay=0., eps=control3, amsgrad=False, maximize=False, grad_scale=None, found_inf=None)",
        Optimization.slot("m", count),
        Optimization.slot("v", count),
        Optimization.list(count, i -> "t"),
        adam.beta1(),
        adam.beta2());
  }

  /**
   * Learning rate and epsilon. The kernel adds its epsilon to the bias-corrected root as PyTorch
   * does; Keras adds it before the correction, which is the same as a larger one after it.
   */
  @Override
  public List<Double> numbers(long step) {
    double epsilon = adam.epsilon() / Math.sqrt(1 - Math.pow(adam.beta2(), (double) step));
    return List.of(adam.learningRate(), epsilon);
  }
}
