package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import java.util.Locale;

/**
 * How far forecasts are from what came, against the forecast that everything stays as it is.
 *
 * @param mae mean absolute error
 * @param rmse root of the mean squared error
 * @param naiveMae of "tomorrow = today"
 * @param naiveRmse of "tomorrow = today"
 */
record Forecast(double mae, double rmse, double naiveMae, double naiveRmse) {
  /**
   * Over all rows.
   *
   * @param naive what the naive forecast says for each row
   */
  static Forecast of(Tensor forecasts, Tensor truths, float[] naive) {
    float[] forecast = forecasts.toFloats();
    float[] truth = truths.toFloats();
    double[] sums = new double[4];
    for (int i = 0; i < truth.length; i++) {
      double error = forecast[i] - truth[i];
      double plain = naive[i] - truth[i];
      sums[0] += Math.abs(error);
      sums[1] += error * error;
      sums[2] += Math.abs(plain);
      sums[3] += plain * plain;
    }
    int n = truth.length;
    return new Forecast(sums[0] / n, Math.sqrt(sums[1] / n), sums[2] / n, Math.sqrt(sums[3] / n));
  }

  /** Whether both errors are below the naive ones. */
  boolean beatsNaive() {
    return mae < naiveMae && rmse < naiveRmse;
  }

  private String verdict() {
    if (beatsNaive()) {
      return "ahead of the naive forecast";
    } else if (mae < naiveMae) {
      return "ahead of the naive forecast by MAE only";
    }
    return rmse < naiveRmse
        ? "ahead of the naive forecast by RMSE only"
        : "not ahead of the naive forecast";
  }

  /** One line, honest about who is ahead. */
  String text(String unit) {
    return String.format(
        Locale.ROOT,
        "MAE %.5g %s (naive %.5g), RMSE %.5g (naive %.5g): %s",
        mae,
        unit,
        naiveMae,
        rmse,
        naiveRmse,
        verdict());
  }
}
