package dev.hebb.training;

import java.util.List;
import java.util.Map;

/** What was seen at the end of each epoch. */
public record History(List<Epoch> epochs) {
  public History {
    epochs = List.copyOf(epochs);
  }

  /**
   * One epoch.
   *
   * @param number from 1
   * @param figures loss and metrics by name; those of the validation data begin with {@code val_}
   * @param seconds how long it took
   * @param samplesPerSecond training examples a second, data handling included
   * @param waiting seconds of them in which the trainer waited for examples to be read; 0 where
   *     they were in memory
   */
  public record Epoch(
      int number,
      Map<String, Double> figures,
      double seconds,
      double samplesPerSecond,
      double waiting) {
    /** One that did not wait. */
    public Epoch(int number, Map<String, Double> figures, double seconds, double perSecond) {
      this(number, figures, seconds, perSecond, 0);
    }
  }

  /** One figure over all epochs. */
  public List<Double> of(String figure) {
    return epochs.stream().map(epoch -> epoch.figures().get(figure)).toList();
  }

  /** The last epoch. */
  public Epoch last() {
    return epochs.get(epochs.size() - 1);
  }
}
