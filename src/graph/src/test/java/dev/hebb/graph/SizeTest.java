package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SizeTest {
  private static final Size TIME = Size.symbol("time");

  @Test
  void aFixedSizeIsItsNumber() {
    assertThat(Size.of(20)).hasToString("20").isEqualTo(Size.of(20)).isNotEqualTo(Size.of(21));
    assertThat(Size.of(20).fixed()).isEqualTo(OptionalLong.of(20));
    assertThat(Size.of(20).at(Map.of())).isEqualTo(20);
  }

  @Test
  void aSizeIsNotNegative() {
    assertThatThrownBy(() -> Size.of(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a size is not negative: -1");
  }

  @Test
  void aSymbolIsBoundWhenDataArrives() {
    assertThat(TIME).hasToString("time");
    assertThat(TIME.fixed()).isEmpty();
    assertThat(TIME.at(Map.of("time", 60L))).isEqualTo(60);
  }

  @Test
  void anUnboundSymbolIsNamedWithThoseThatAreBound() {
    Map<String, Long> bound = new TreeMap<>(Map.of("batch", 1L, "width", 2L));
    assertThatThrownBy(() -> TIME.affine(1, -4, 2).at(bound))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dimension \"time\" is not bound; bound are [batch, width]");
  }

  @Test
  void arithmeticOnAFixedSizeIsDoneAtOnceAndRoundsDown() {
    assertThat(Size.of(9).affine(1, -4, 2)).isEqualTo(Size.of(2));
    assertThat(Size.of(9).affine(3, 1, 1)).isEqualTo(Size.of(28));
    assertThatThrownBy(() -> Size.of(3).affine(1, -4, 2))
        .hasMessage("a size is not negative: -1"); // floor(-1/2), not -1/2 = 0
  }

  @Test
  void arithmeticOnASymbolIsWrittenDown() {
    assertThat(TIME.affine(1, -4, 2)).hasToString("floor((time - 4)/2)");
    assertThat(TIME.affine(1, 3, 2)).hasToString("floor((time + 3)/2)");
    assertThat(TIME.affine(1, 0, 2)).hasToString("floor(time/2)");
    assertThat(TIME.affine(2, 0, 1)).hasToString("time*2");
    assertThat(TIME.affine(2, 1, 3)).hasToString("floor((time*2 + 1)/3)");
    assertThat(TIME.affine(1, -3, 1)).hasToString("time - 3");
  }

  @Test
  void arithmeticThatChangesNothingLeavesTheSymbol() {
    assertThat(TIME.affine(1, 0, 1)).isSameAs(TIME);
    assertThat(TIME.affine(1, -1, 1).affine(1, 1, 1)).isEqualTo(TIME);
  }

  @Test
  void oneStepAfterAnotherIsWrittenAsOne() {
    assertThat(TIME.affine(1, -2, 2).affine(1, -2, 2)).hasToString("floor((time - 6)/4)");
    assertThat(TIME.affine(1, -2, 1).affine(3, 0, 1)).hasToString("time*3 - 6");
    assertThat(TIME.affine(1, -2, 1).affine(1, -2, 1)).isEqualTo(TIME.affine(1, -4, 1));
  }

  @Test
  void stretchingWhatWasRoundedKeepsBothSteps() {
    Size stretched = TIME.affine(1, 0, 2).affine(2, 0, 1);
    assertThat(stretched).hasToString("floor(time/2)*2");
    assertThat(stretched.at(Map.of("time", 7L))).isEqualTo(6);
  }
}
