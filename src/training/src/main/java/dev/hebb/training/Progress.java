package dev.hebb.training;

/** Shows how training goes. */
public interface Progress extends Callback {
  /** Tells nobody. */
  static Progress silent() {
    return new Progress() {};
  }

  /** A bar in a terminal, a line an epoch elsewhere; on standard error. */
  static Progress auto() {
    return Terminal.onStandardError()
        ? new ProgressBars(System.err)
        : new ProgressLines(System.err);
  }
}
