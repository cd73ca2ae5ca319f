package dev.hebb.training.data;

import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;

/**
 * Sliding windows over a time series: {@code length} steps in, the value {@code horizon} steps
 * after the last of them out. In time order.
 */
public final class Windows {
  private final float[] series;
  private final int length;
  private final int horizon;

  private Windows(float[] series, int length, int horizon) {
    this.series = series;
    this.length = length;
    this.horizon = horizon;
  }

  /** Windows of this length, one step ahead; {@code series} has one value a step. */
  public static Windows of(float[] series, int length) {
    return new Windows(series.clone(), length, 1);
  }

  /** With this many steps between the last value seen and the target. */
  public Windows horizon(int steps) {
    return new Windows(series, length, steps);
  }

  /**
   * The examples: inputs {@code [windows, length, 1]}, targets {@code [windows, 1]}.
   *
   * @throws TrainingException when there are fewer rows than one window and its target take
   */
  public Dataset dataset() {
    int count = series.length - length - horizon + 1;
    if (length < 1 || horizon < 1 || count < 1) {
      throw new TrainingException(
          "windows: expected at least "
              + (length + horizon)
              + " rows for windows of "
              + length
              + " and a horizon of "
              + horizon
              + ", got "
              + series.length
              + ". Give more rows, or shorter windows.");
    }
    float[] inputs = new float[count * length];
    float[] targets = new float[count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(series, i, inputs, i * length, length);
      targets[i] = series[i + length + horizon - 1];
    }
    return Dataset.of(Tensor.of(inputs, count, length, 1), Tensor.of(targets, count, 1));
  }

  /** The last window there is, whose target is not known yet: {@code [1, length, 1]}. */
  public Tensor latest() {
    float[] window = new float[length];
    System.arraycopy(series, series.length - length, window, 0, length);
    return Tensor.of(window, 1, length, 1);
  }
}
