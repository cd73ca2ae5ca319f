package dev.hebb.training.torch;

import dev.hebb.training.Adam;
import dev.hebb.training.Optimizer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prints an optimizer's update and works out the numbers it wants at each step. In the printed code
 * {@code ps} are the trained parameters, {@code gs} their gradients and {@code control0}, {@code
 * control1}, … the step's numbers, of which the first is not the optimizer's.
 */
record Optimization(Optimizer optimizer) {
  /** How many numbers a step wants. */
  static final int CONTROLS = 4;

  /** What it remembers of each parameter: prefixes of attributes. */
  List<String> slots() {
    return List.of("m", "v");
  }

  /** Prints the update of {@code count} parameters. */
  void update(Body body, int count) {
    Adam adam = (Adam) optimizer;
    body.set(
        "t",
        "torch.full([], control1, dtype=6, layout=None, device=ops.prim.device(ps[0]), pin_memory=None)");
    body.line(
        "torch._fused_adam_(ps, gs, "
            + slot("m", count)
            + ", "
            + slot("v", count)
            + ", annotate(List[Tensor], []), "
            + list(count, i -> "t")
            + ", lr=control2, beta1="
            + adam.beta1()
            + ", beta2="
            + adam.beta2()
            + ", weight_decay=0., eps=control3, amsgrad=False, maximize=False, grad_scale=None, found_inf=None)");
  }

  private static String slot(String prefix, int count) {
    return list(count, i -> "self." + prefix + i);
  }

  private static String list(int count, IntFunction<String> item) {
    return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(", ", "[", "]"));
  }

  /**
   * The numbers of one step: {@code [seed, step, learning rate, epsilon]}. The kernel adds its
   * epsilon to the bias-corrected root as PyTorch does; Keras adds it before the correction, which
   * is the same as a larger one after it.
   *
   * @param step counted from 1
   */
  double[] control(long seed, long step) {
    Adam adam = (Adam) optimizer;
    double epsilon = adam.epsilon() / Math.sqrt(1 - Math.pow(adam.beta2(), (double) step));
    return new double[] {(double) seed, (double) step, adam.learningRate(), epsilon};
  }
}
