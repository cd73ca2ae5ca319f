package dev.hebb.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Judged by {@link Float#parseFloat}. */
class DecimalsTest {
  private static final int COUNT = 200_000;

  private static void same(String text) {
    char[] within = ("7" + text + "7").toCharArray();
    assertThat(Decimals.parse(within, 1, text.length(), '.'))
        .as(text)
        .isEqualTo(Float.parseFloat(text));
    char[] comma = text.replace('.', ',').toCharArray();
    assertThat(Decimals.parse(comma, 0, comma.length, ','))
        .as(text)
        .isEqualTo(Float.parseFloat(text));
  }

  @Test
  void everyFloatAndDouble() {
    Random random = new Random(4);
    for (int i = 0; i < COUNT; i++) {
      float one = Float.intBitsToFloat(random.nextInt());
      double other = Double.longBitsToDouble(random.nextLong());
      if (Float.isFinite(one) && Double.isFinite(other)) {
        same(Float.toString(one));
        same(Double.toString(other));
        same(Double.toString(random.nextGaussian() * 100));
      }
    }
  }

  @Test
  void whatLiesHalfwayBetweenTwoFloats() {
    Random random = new Random(5);
    for (int i = 0; i < COUNT / 4; i++) {
      float below = (random.nextInt(1 << 24) + 1) * (float) Math.pow(2, random.nextInt(60) - 40);
      BigDecimal halfway =
          new BigDecimal(below)
              .add(new BigDecimal(Math.nextUp(below)))
              .divide(BigDecimal.valueOf(2));
      same(halfway.toPlainString());
      same(halfway.add(halfway.ulp()).toPlainString());
      same(halfway.subtract(halfway.ulp()).toString());
    }
  }
}
