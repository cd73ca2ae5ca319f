package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Judge;
import dev.hebb.graph.Tensor;
import dev.hebb.training.metric.Average;
import org.junit.jupiter.api.Test;

/** A metric judges answers that nobody here gave. */
class JudgementTest {
  private static final Tensor SAID =
      Tensor.of(new float[][] {{0.7f, 0.2f, 0.1f}, {0.1f, 0.2f, 0.7f}, {0.3f, 0.4f, 0.3f}});
  private static final Tensor WANTED = Tensor.of(new long[] {0, 2, 0}, 3);

  @Test
  void sharesAndMeans() {
    Judge accuracy = Metrics.accuracy();
    assertThat(accuracy.higherIsBetter()).isTrue();
    assertThat(accuracy.judge(SAID, WANTED)).isCloseTo(2 / 3.0, within(1e-7));
    Judge error = Losses.meanAbsoluteError();
    assertThat(error.higherIsBetter()).isFalse();
    Tensor one = Tensor.of(new float[] {1, 2, 4}, 3, 1);
    Tensor other = Tensor.of(new float[] {1.5f, 2, 6}, 3, 1);
    assertThat(error.judge(one, other)).isCloseTo(2.5 / 3, within(1e-7));
    assertThat(Metrics.rootMeanSquaredError().judge(one, other))
        .isCloseTo(Math.sqrt(4.25 / 3), within(1e-7));
  }

  @Test
  void moreRowsThanFitAtOnce() {
    float[] said = new float[2 * 2500];
    long[] wanted = new long[2500];
    for (int row = 0; row < 2500; row++) {
      said[2 * row + row % 2] = 1;
      wanted[row] = row < 2000 ? row % 2 : 1 - row % 2;
    }
    assertThat(Metrics.accuracy().judge(Tensor.of(said, 2500, 2), Tensor.of(wanted, 2500)))
        .isEqualTo(0.8);
  }

  @Test
  void severalFiguresAreNone() {
    assertThatThrownBy(() -> Metrics.f1Score().average(Average.NONE).judge(SAID, WANTED))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "f1_score: expected a metric of one figure to judge by, got [f1_score_0, f1_score_1, f1_score_2]. Choose another, or an average of them.");
  }
}
