package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StatisticTest {
  // Two features: 1, 2, 6 and 10, 20, 60.
  private static final float[] DATA = {1, 10, 2, 20, 6, 60};

  @Test
  void eachFeatureHasItsOwnFigure() {
    assertThat(Statistic.MEAN.of(DATA, 2)).containsExactly(3, 30);
    assertThat(Statistic.MINIMUM.of(DATA, 2)).containsExactly(1, 10);
    assertThat(Statistic.RANGE.of(DATA, 2)).containsExactly(5, 50);
  }

  @Test
  void theDeviationIsOfThePopulation() {
    float[] deviation = Statistic.STANDARD_DEVIATION.of(DATA, 2);
    // sqrt((4 + 1 + 9) / 3)
    assertThat(deviation[0]).isCloseTo(2.16025f, within(1e-5f));
    assertThat(deviation[1]).isCloseTo(21.6025f, within(1e-4f));
  }

  @Test
  void whatDoesNotVaryScalesByOne() {
    float[] still = new float[3000];
    Arrays.fill(still, 0.1f);
    assertThat(Statistic.STANDARD_DEVIATION.of(still, 3)).containsExactly(1, 1, 1);
    assertThat(Statistic.RANGE.of(still, 3)).containsExactly(1, 1, 1);
    assertThat(Statistic.MEAN.of(still, 3)).containsExactly(0.1f, 0.1f, 0.1f);
  }

  @Test
  void aSmallSpreadFarFromZeroIsNotRoundedAway() {
    // In float32 the squares of these would swallow the difference.
    float[] far = {1_000_000f, 1_000_001f};
    assertThat(Statistic.STANDARD_DEVIATION.of(far, 1)).containsExactly(0.5f);
  }

  @Test
  void negativeNumbersHaveAMinimumAndARange() {
    assertThat(Statistic.MINIMUM.of(new float[] {-5, -2}, 1)).containsExactly(-5);
    assertThat(Statistic.RANGE.of(new float[] {-5, -2}, 1)).containsExactly(3);
  }

  @Test
  void howRowsArePartedChangesNoBit() {
    float[] data = new float[2 * 1000];
    Random random = new Random(3);
    for (int i = 0; i < data.length; i++) {
      data[i] = 1e4f + random.nextFloat();
    }
    RunningStatistics parted = new RunningStatistics(2);
    for (int at = 0; at < data.length; at += 14) {
      parted.add(FloatBuffer.wrap(data, at, Math.min(14, data.length - at)));
    }
    for (Statistic statistic : Statistic.values()) {
      assertThat(parted.of(statistic)).containsExactly(statistic.of(data, 2));
    }
  }
}
