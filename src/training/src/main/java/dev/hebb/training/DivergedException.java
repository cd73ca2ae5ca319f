package dev.hebb.training;

/** The loss became NaN or infinite. Training was stopped there; the last good weights are here. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Trained lastGood;
  private final long step;

  DivergedException(double loss, long step, int epoch, Trained lastGood, long goodStep) {
    super(
        "training: the loss became "
            + loss
            + " at step "
            + step
            + " (epoch "
            + epoch
            + "). The weights of step "
            + goodStep
            + " were kept: see lastGood(). Use a smaller learning rate, or scale the data.");
    this.lastGood = lastGood;
    this.step = step;
  }

  /** The model with the last weights that were all finite. */
  public Trained lastGood() {
    return lastGood;
  }

  /** The step at which it happened, from 1. */
  public long step() {
    return step;
  }
}
