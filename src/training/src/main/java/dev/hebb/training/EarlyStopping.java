package dev.hebb.training;

/**
 * Stops when a figure has not become better for a while, and goes back to the weights that had the
 * best. Whether larger is better is known of each metric; of a loss, smaller is.
 *
 * @param monitor the figure's name
 * @param patience epochs without improvement that are borne
 * @param minDelta by how much it must become better to count
 */
public record EarlyStopping(String monitor, int patience, double minDelta) implements Callback {
  public EarlyStopping {
    if (patience < 0) {
      throw new TrainingException(
          "early stopping: expected a patience of at least 0 epochs, got " + patience + ".");
    }
  }

  /** Watches {@code val_loss}. */
  public static EarlyStopping patience(int epochs) {
    return new EarlyStopping("val_loss", epochs, 0);
  }

  /** Watches another figure. */
  public EarlyStopping monitor(String figure) {
    return new EarlyStopping(figure, patience, minDelta);
  }

  /** Asks for at least this much. */
  public EarlyStopping minDelta(double delta) {
    return new EarlyStopping(monitor, patience, delta);
  }

  @Override
  public void onTrainBegin(Run run) {
    watched().check(run, "early stopping");
  }

  @Override
  public void onEpochEnd(Run run) {
    boolean[] improved = watched().improved(run);
    int last = improved.length - 1;
    int best = last;
    while (best >= 0 && !improved[best]) {
      best--;
    }
    if (best == last) {
      run.keep();
    } else if (last - best >= patience) {
      run.stop();
    }
  }

  private Monitor watched() {
    return new Monitor(monitor, minDelta);
  }
}
