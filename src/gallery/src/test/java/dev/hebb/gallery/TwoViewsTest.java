package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TwoViewsTest {
  private static final int DAYS = 25;
  private final Prices prices = Prices.read();

  @Test
  void theFinitePredictorForgets() {
    double[] response =
        TwoViews.impulseResponse(TwoViews.train(TwoViews.finite(), prices, 3), 1, DAYS);
    for (int day = 0; day < DAYS; day++) {
      if (day <= TwoViews.N) {
        assertThat(response[day]).as("day %d", day).isNotZero();
      } else {
        assertThat(response[day]).as("day %d", day).isZero();
      }
    }
  }

  @Test
  void theRecurrentPredictorNeverForgets() {
    double[] response =
        TwoViews.impulseResponse(TwoViews.train(TwoViews.recurrent(), prices, 3), 1, DAYS);
    for (int day = 0; day < DAYS; day++) {
      assertThat(response[day]).as("day %d", day).isNotZero();
    }
  }
}
