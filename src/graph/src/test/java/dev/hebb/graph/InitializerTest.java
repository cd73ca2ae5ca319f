package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InitializerTest {
  private static float[] draw(Initializer initializer, Fans fans, long... dims) {
    return initializer.draw(new SplittableRandom(1), dims, fans);
  }

  @Test
  void constantsAreTheSameEverywhere() {
    assertThat(draw(Initializer.zeros(), Fans.NONE, 3)).containsExactly(0, 0, 0);
    assertThat(draw(Initializer.ones(), Fans.NONE, 1, 2)).containsExactly(1, 1);
    assertThat(draw(new Initializer.Constant(0.25), Fans.NONE, 2)).containsExactly(0.25f, 0.25f);
  }

  @Test
  void glorotStaysWithinItsLimitAndReachesIt() {
    double limit = Math.sqrt(6.0 / (300 + 100));
    float least = 0;
    float most = 0;
    for (float value : draw(Initializer.glorotUniform(), new Fans(300, 100), 300, 100)) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    assertThat((double) most).isLessThanOrEqualTo(limit).isGreaterThan(0.999 * limit);
    assertThat((double) least).isGreaterThanOrEqualTo(-limit).isLessThan(-0.999 * limit);
  }

  @Test
  void glorotHasMeanZeroAndTheVarianceOfItsPaper() {
    float[] values = draw(Initializer.glorotUniform(), new Fans(300, 100), 300, 100);
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double variance = 2.0 / (300 + 100);
    // Four standard errors: of a mean, and of the variance of a uniform variable.
    assertThat(sum / values.length).isCloseTo(0, within(4 * Math.sqrt(variance / values.length)));
    assertThat(squares / values.length)
        .isCloseTo(variance, within(4 * variance * Math.sqrt(0.8 / values.length)));
  }

  @Test
  void glorotAsksTheFansNotTheShape() {
    float[] wide = draw(Initializer.glorotUniform(), new Fans(3, 3), 2);
    float[] narrow = draw(Initializer.glorotUniform(), new Fans(300, 300), 2);
    assertThat(wide[0]).isCloseTo(10 * narrow[0], within(1e-5f));
  }

  @Test
  void theForgetGateIsOpenAtFirst() {
    assertThat(draw(new Initializer.GateBias(4, 1), Fans.NONE, 8))
        .containsExactly(0, 0, 1, 1, 0, 0, 0, 0);
  }

  @Test
  void whatIsMeasuredIsZeroUntilThen() {
    assertThat(draw(new Initializer.Fitted(Statistic.MEAN, "input"), Fans.NONE, 2))
        .containsExactly(0, 0);
  }
}
