package dev.hebb.training.schedule;

/**
 * A line from a share of what another schedule begins with, and after it that schedule from its
 * first step. In front of a cosine decay it is Keras's {@code CosineDecay} with {@code
 * warmup_target} and {@code warmup_steps}; PyTorch: {@code LinearLR} in a {@code SequentialLR}.
 */
record WarmUp(long steps, double from, Schedule then) implements Schedule {
  WarmUp {
    Checked.steps("warmUp", "the steps", steps);
    Checked.share("warmUp", "the first share", from);
  }

  @Override
  public double at(long step) {
    if (step >= steps) {
      return then.at(step - steps);
    }
    return then.at(0) * (from + (1 - from) * step / steps);
  }
}
