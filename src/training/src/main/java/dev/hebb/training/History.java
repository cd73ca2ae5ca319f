package dev.hebb.training;

import java.util.Collections;
import java.util.LinkedHashMap;
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
   * @param seconds how long it took, validation included
   * @param samplesPerSecond training examples a second, data handling included
   * @param times where the seconds went
   * @param learningRate of its last step
   */
  public record Epoch(
      int number,
      Map<String, Double> figures,
      double seconds,
      double samplesPerSecond,
      Times times,
      double learningRate) {
    public Epoch {
      figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }
  }

  /**
   * Where an epoch's seconds went.
   *
   * @param data in which the trainer waited for examples to be read; 0 where they were in memory
   * @param step in PyTorch: forward, backward, update
   * @param validation in looking at the validation data
   */
  public record Times(double data, double step, double validation) {
    /** Nowhere in particular. */
    public static final Times NONE = new Times(0, 0, 0);

    /** Both. */
    Times plus(Times more) {
      return new Times(data + more.data, step + more.step, validation + more.validation);
    }

    /** What is left of the seconds: callbacks, checkpoints, progress. */
    public double other(double seconds) {
      return Math.max(0, seconds - data - step - validation);
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
