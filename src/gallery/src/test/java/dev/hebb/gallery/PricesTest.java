package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PricesTest {
  private final Prices prices = Prices.read();

  @Test
  void everyTradingDayIsThere() {
    assertThat(prices.closes()).hasSize(5105).startsWith(1455.22f, 1399.42f).endsWith(2874.56f);
    assertThat(prices.dates())
        .hasSize(5105)
        .startsWith(LocalDate.of(2000, 1, 3))
        .endsWith(LocalDate.of(2020, 4, 17))
        .isSorted();
  }

  @Test
  void returnsLeadFromCloseToClose() {
    float[] returns = prices.returns();
    assertThat(returns).hasSize(5104);
    double level = prices.closes().get(0);
    for (int i = 0; i < 100; i++) {
      level = Prices.after(level, returns[i]);
      assertThat(level).isCloseTo(prices.closes().get(i + 1), within(0.01));
    }
  }
}
