package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Tensor;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static Forecast of(float... forecasts) {
    Tensor truths = Tensor.of(new float[] {10, 20}, 2, 1);
    return Forecast.of(Tensor.of(forecasts, 2, 1), truths, new float[] {8, 24});
  }

  @Test
  void errorsAreThoseOfTheForecastAndOfTheNaiveOne() {
    Forecast forecast = of(11, 18);
    assertThat(forecast.mae()).isCloseTo(1.5, within(1e-12));
    assertThat(forecast.rmse()).isCloseTo(Math.sqrt(2.5), within(1e-12));
    assertThat(forecast.naiveMae()).isCloseTo(3, within(1e-12));
    assertThat(forecast.naiveRmse()).isCloseTo(Math.sqrt(10), within(1e-12));
  }

  @Test
  void whoIsAheadIsSaid() {
    assertThat(of(11, 18).text("points"))
        .isEqualTo(
            "MAE 1.5000 points (naive 3.0000), RMSE 1.5811 (naive 3.1623): ahead of the naive forecast");
    assertThat(of(10, 25).text("points")).endsWith("ahead of the naive forecast by MAE only");
    assertThat(of(13.05f, 23.05f).text("points"))
        .endsWith("ahead of the naive forecast by RMSE only");
    assertThat(of(0, 0).text("points")).endsWith(": not ahead of the naive forecast");
  }
}
