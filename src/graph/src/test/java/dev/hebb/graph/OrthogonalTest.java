package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrthogonalTest {
  private static final double TOLERANCE = 1e-6; // float32 has seven digits

  @ParameterizedTest(name = "{0} by {1}, gain {2}")
  @CsvSource({
    "80, 20, 1",
    "20, 80, 1",
    "32, 32, 1",
    "3, 1, 1",
    "1, 3, 1",
    "1, 1, 1",
    "40, 10, 0.5"
  })
  void theShorterSideIsOrthonormalTimesTheGain(int rows, int columns, double gain) {
    float[] matrix =
        new Initializer.Orthogonal(gain)
            .draw(new SplittableRandom(5), new long[] {rows, columns}, Fans.NONE);
    boolean tall = rows >= columns;
    int vectors = Math.min(rows, columns);
    for (int a = 0; a < vectors; a++) {
      for (int b = 0; b < vectors; b++) {
        double dot = 0;
        for (int i = 0; i < Math.max(rows, columns); i++) {
          dot +=
              tall
                  ? (double) matrix[i * columns + a] * matrix[i * columns + b]
                  : (double) matrix[a * columns + i] * matrix[b * columns + i];
        }
        assertThat(dot).isCloseTo(a == b ? gain * gain : 0, within(TOLERANCE));
      }
    }
  }

  @Test
  void bothSignsAreDrawnOnTheDiagonal() {
    int positive = 0;
    for (int seed = 0; seed < 200; seed++) {
      float[] matrix =
          new Initializer.Orthogonal(1)
              .draw(new SplittableRandom(seed), new long[] {2, 2}, Fans.NONE);
      positive += matrix[0] > 0 ? 1 : 0;
    }
    // Uniform over all orthogonal matrices: half, give or take four standard deviations.
    assertThat(positive).isBetween(72, 128);
  }
}
