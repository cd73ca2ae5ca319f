package dev.hebb.training.data;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;
import java.util.Arrays;

/**
 * Sliding windows over a time series: {@code length} steps in, the value {@code horizon} steps
 * after the last of them out. In time order.
 *
 * <p>It is Keras's {@code timeseries_dataset_from_array}, but targets stand where they are in time:
 * Keras's belong to the first step of a window and have to be shifted by hand.
 */
public final class Windows {
  private final Tensor series;
  private final Tensor targets;
  private final int length;
  private final int horizon;
  private final int stride;
  private final int rate;

  private Windows(Tensor series, Tensor targets, int length, int horizon, int stride, int rate) {
    this.series = series;
    this.targets = targets;
    this.length = length;
    this.horizon = horizon;
    this.stride = stride;
    this.rate = rate;
  }

  /** Windows of this length, one step ahead; {@code series} has one value a step. */
  public static Windows of(float[] series, int length) {
    return of(Tensor.of(series, series.length, 1), length);
  }

  /**
   * Windows of this length, one step ahead; all features are foretold.
   *
   * @param series float32 {@code [steps, features]}
   */
  public static Windows of(Tensor series, int length) {
    if (series.type() != DataType.FLOAT32 || series.dims().length != 2) {
      throw new TrainingException(
          "windows: expected a series FLOAT32[steps, features], got %s. Reshape it."
              .formatted(series));
    }
    return new Windows(series, series, length, 1, 1, 1);
  }

  /** With this many steps between the last value seen and the target; 0 is the last seen. */
  public Windows horizon(int steps) {
    return new Windows(series, targets, length, steps, stride, rate);
  }

  /** Foretells this feature alone, counted from 0. */
  public Windows target(int feature) {
    long features = series.dims()[1];
    if (feature < 0 || feature >= features) {
      throw new TrainingException(
          "windows: expected a feature from 0 to %d, got %d.".formatted(features - 1, feature));
    }
    return targets(series.slice(1, feature, feature + 1));
  }

  /**
   * Foretells something else.
   *
   * @param other of each step of the series: {@code [steps, ...]}, or int64 {@code [steps]} for
   *     labels
   */
  public Windows targets(Tensor other) {
    if (other.dims()[0] != series.dims()[0]) {
      throw new TrainingException(
          "windows: expected a target for each of %d steps, got %d."
              .formatted(series.dims()[0], other.dims()[0]));
    }
    return new Windows(series, other, length, horizon, stride, rate);
  }

  /** So many steps from the beginning of one window to that of the next; 1 if nothing is said. */
  public Windows stride(int steps) {
    return new Windows(series, targets, length, horizon, steps, rate);
  }

  /** Takes each so-many-th step into a window; all if nothing is said. */
  public Windows samplingRate(int steps) {
    return new Windows(series, targets, length, horizon, stride, steps);
  }

  /**
   * The examples, cut out of the series when they are asked for: inputs {@code [windows, length,
   * features]}, targets {@code [windows, features]}.
   *
   * @throws TrainingException when there are fewer rows than one window and its target take
   */
  public Examples examples() {
    for (int least : new int[] {length, stride, rate, horizon + 1}) {
      if (least < 1) {
        throw new TrainingException(
            "windows: expected a length, a stride and a sampling rate of at least 1 and no negative horizon, got %d, %d, %d and %d."
                .formatted(length, stride, rate, horizon));
      }
    }
    long taken = (length - 1L) * rate + 1 + horizon;
    long steps = series.dims()[0];
    if (steps < taken) {
      throw new TrainingException(
          "windows: expected at least %d rows for windows of %d%s and a horizon of %d, got %d. Give more rows, or shorter windows."
              .formatted(
                  taken, length, rate == 1 ? "" : ", each " + rate + " steps,", horizon, steps));
    }
    int count = (int) ((steps - taken) / stride) + 1;
    long[] target = Arrays.stream(targets.dims()).skip(1).toArray();
    return new Made(
        count,
        window -> {
          long first = (long) window * stride;
          long at = first + taken - 1;
          return Example.of(cut(first), targets.rows(at, at + 1).reshaped(target));
        });
  }

  // The window that begins at a step: [length, features].
  private Tensor cut(long first) {
    if (rate == 1) {
      return series.rows(first, first + length);
    }
    int features = (int) series.dims()[1];
    float[] values = new float[length * features];
    for (int i = 0; i < length; i++) {
      series
          .floats()
          .get((int) (first + (long) i * rate) * features, values, i * features, features);
    }
    return Tensor.of(values, length, features);
  }

  /** The same in memory; a copy for each window. */
  public Dataset dataset() {
    return examples().toDataset();
  }

  /** The last window there is, whose target is not known yet: {@code [1, length, features]}. */
  public Tensor latest() {
    Tensor window = cut(series.dims()[0] - (length - 1L) * rate - 1);
    return window.reshaped(1, length, series.dims()[1]);
  }
}
