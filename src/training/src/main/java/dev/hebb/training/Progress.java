package dev.hebb.training;

import java.util.Map;

/** Is told how training goes. */
public interface Progress {
  /** An epoch begins. */
  void begin(int epoch, int epochs, int samples);

  /** A batch of the epoch is done. */
  void batch(int samples, Map<String, Double> figures);

  /** The epoch is over. */
  void end(History.Epoch epoch);

  /** Training is over, well or not. */
  default void finish() {}

  /** Tells nobody. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void begin(int epoch, int epochs, int samples) {}

      @Override
      public void batch(int samples, Map<String, Double> figures) {}

      @Override
      public void end(History.Epoch epoch) {}
    };
  }

  /** A bar in a terminal, a line an epoch elsewhere; on standard error. */
  static Progress auto() {
    return Terminal.onStandardError()
        ? new ProgressBars(System.err)
        : new ProgressLines(System.err);
  }
}
