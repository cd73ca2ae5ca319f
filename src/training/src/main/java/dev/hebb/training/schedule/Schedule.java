package dev.hebb.training.schedule;

/**
 * A learning rate for each step. It goes wherever an optimizer takes one: {@code
 * adam().learningRate(cosineDecay(0.1, 1000))}. A step is a batch; {@link #steps} says how many
 * there are in so many epochs. A schedule of your own is a lambda, or a record, which also says in
 * the model's notes what it is.
 */
@FunctionalInterface
public interface Schedule {
  /**
   * The learning rate.
   *
   * @param step counted from 0, as in Keras
   */
  double at(long step);

  /** The same at every step. */
  static Schedule constant(double rate) {
    return new Constant(rate);
  }

  /**
   * How many steps so many epochs take.
   *
   * @param rows that are trained on, without those that are held for validation
   */
  static long steps(int rows, int batchSize, int epochs) {
    Checked.steps("steps", "rows", rows);
    Checked.steps("steps", "rows a batch", batchSize);
    Checked.steps("steps", "epochs", epochs);
    return ((long) rows + batchSize - 1) / batchSize * epochs;
  }

  /** Rises in a line from 0 to what this one begins with, before this one begins. */
  default Schedule warmUp(long steps) {
    return warmUp(steps, 0);
  }

  /**
   * Rises in a line to what this one begins with, before this one begins.
   *
   * @param from share of it at the first step, 0 to 1
   */
  default Schedule warmUp(long steps, double from) {
    return new WarmUp(steps, from, this);
  }

  /**
   * Counts in something longer than steps: {@code exponentialDecay(0.1, 1, 0.9).every(500)} changes
   * the rate after each 500 steps.
   */
  default Schedule every(long steps) {
    return new Every(steps, this);
  }
}
