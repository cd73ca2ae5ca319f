package dev.hebb.training;

/**
 * Stops when a figure has not become smaller for a while, and goes back to the weights that had the
 * best.
 *
 * @param monitor the figure's name
 * @param patience epochs without improvement that are borne
 * @param minDelta by how much it must become smaller to count
 */
public record EarlyStopping(String monitor, int patience, double minDelta) {
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
}
