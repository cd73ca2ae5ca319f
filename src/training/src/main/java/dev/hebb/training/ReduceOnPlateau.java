package dev.hebb.training;

/**
 * Lowers the learning rate when a figure has not become better for a while, as Keras's
 * ReduceLROnPlateau does. It multiplies what the optimizer's schedule says.
 *
 * @param monitor the figure's name
 * @param factor what the learning rate is multiplied by, between 0 and 1
 * @param patience epochs without improvement that are borne
 * @param minDelta by how much it must become better to count
 * @param cooldown epochs after each lowering in which nothing is counted
 * @param least the learning rate below which it is not lowered
 */
public record ReduceOnPlateau(
    String monitor, double factor, int patience, double minDelta, int cooldown, double least)
    implements Callback {
  public ReduceOnPlateau {
    if (!(factor > 0 && factor < 1)) {
      throw new TrainingException(
          "reduce on plateau: expected a factor between 0 and 1, got " + factor + ".");
    }
    if (patience < 1 || cooldown < 0) {
      throw new TrainingException(
          "reduce on plateau: expected a patience of at least 1 epoch and a cooldown of at least 0, got %d and %d."
              .formatted(patience, cooldown));
    }
    if (!(least >= 0 && least < Double.POSITIVE_INFINITY)) {
      throw new TrainingException(
          "reduce on plateau: expected a least learning rate of at least 0, got " + least + ".");
    }
  }

  /** Keras's defaults: watches {@code val_loss}, a tenth after 10 epochs, 1e-4, no cooldown. */
  public static ReduceOnPlateau reduceOnPlateau() {
    return new ReduceOnPlateau("val_loss", 0.1, 10, 1e-4, 0, 0);
  }

  /** Watches another figure. */
  public ReduceOnPlateau monitor(String figure) {
    return new ReduceOnPlateau(figure, factor, patience, minDelta, cooldown, least);
  }

  /** Multiplies by this. */
  public ReduceOnPlateau factor(double other) {
    return new ReduceOnPlateau(monitor, other, patience, minDelta, cooldown, least);
  }

  /** Bears so many epochs. */
  public ReduceOnPlateau patience(int epochs) {
    return new ReduceOnPlateau(monitor, factor, epochs, minDelta, cooldown, least);
  }

  /** Asks for at least this much. */
  public ReduceOnPlateau minDelta(double delta) {
    return new ReduceOnPlateau(monitor, factor, patience, delta, cooldown, least);
  }

  /** Counts nothing for so many epochs after each lowering. */
  public ReduceOnPlateau cooldown(int epochs) {
    return new ReduceOnPlateau(monitor, factor, patience, minDelta, epochs, least);
  }

  /** Does not go below this learning rate. */
  public ReduceOnPlateau least(double learningRate) {
    return new ReduceOnPlateau(monitor, factor, patience, minDelta, cooldown, learningRate);
  }

  @Override
  public void onTrainBegin(Run run) {
    watched().check(run, "reduce on plateau");
  }

  // Counted anew from the history each time: there is nothing to remember.
  @Override
  public void onEpochEnd(Run run) {
    boolean[] improved = watched().improved(run);
    int wait = 0;
    int cooling = 0;
    boolean lower = false;
    for (boolean better : improved) {
      lower = false;
      if (cooling > 0) {
        cooling--;
        wait = 0;
      }
      if (better) {
        wait = 0;
      } else if (cooling == 0 && ++wait >= patience) {
        lower = true;
        cooling = cooldown;
        wait = 0;
      }
    }
    if (lower && run.learningRate() > least) {
      double wanted = Math.max(run.learningRate() * factor, least);
      run.scaleLearningRate(run.learningRateScale() * (wanted / run.learningRate()));
    }
  }

  private Monitor watched() {
    return new Monitor(monitor, minDelta);
  }
}
