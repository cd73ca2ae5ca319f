package dev.hebb.onnx.precision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HalfTest {
  @Test
  void everyHalfComesBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = Half.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(Half.of(value)).as("%04x", bits).isEqualTo((short) bits);
      }
    }
    assertThat(Half.toFloat(Half.of(Float.NaN))).isNaN();
  }

  @Test
  void whatLiesBetweenGoesToTheNearestAndOfTwoToTheEven() {
    assertThat(Half.toFloat((short) 0x3c01)).isEqualTo(1 + 0x1p-10f);
    assertThat(Half.of(1 + 0x1p-11f)).isEqualTo((short) 0x3c00);
    assertThat(Half.of(1 + 3 * 0x1p-11f)).isEqualTo((short) 0x3c02);
    assertThat(Half.of(Math.nextUp(1 + 0x1p-11f))).isEqualTo((short) 0x3c01);
    assertThat(Half.of(-0x1p-25f)).isEqualTo((short) 0x8000);
    assertThat(Half.of(Math.nextUp(0x1p-25f))).isEqualTo((short) 1);
    assertThat(Half.of(0x1p-14f - 0x1p-26f)).isEqualTo((short) 0x0400);
    assertThat(Half.of(65519)).isEqualTo((short) 0x7bff);
    assertThat(Half.of(65520)).isEqualTo((short) 0x7c00);
    assertThat(Half.of(-1e9f)).isEqualTo((short) 0xfc00);
    assertThat(Half.of(2047.5f)).isEqualTo((short) 0x6800);
  }
}
