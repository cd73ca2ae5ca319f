package dev.hebb.graph;

import static dev.hebb.graph.ShapeText.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapeTest {
  private static final Shape SEQUENCE = shape("batch, time, features=5");

  @Test
  void itReadsAsItsAxes() {
    assertThat(SEQUENCE).hasToString("[batch, time, features=5]");
    assertThat(SEQUENCE.keras()).isEqualTo("(None, None, 5)");
    assertThat(Shape.of()).hasToString("[]");
    assertThat(Shape.fixed(List.of(2L, 3L))).hasToString("[d0=2, d1=3]");
  }

  @Test
  void aFreeAxisOfAnotherLengthSaysWhich() {
    Dim halved = Dim.free("time").resized(Size.symbol("time").affine(1, -4, 2));
    assertThat(SEQUENCE.with(1, halved))
        .hasToString("[batch, time=floor((time - 4)/2), features=5]");
    assertThat(SEQUENCE.with(1, halved).keras()).isEqualTo("(None, None, 5)");
  }

  @Test
  void negativeIndicesCountFromTheEnd() {
    assertThat(SEQUENCE.dim(-1)).isEqualTo(SEQUENCE.last()).isEqualTo(Dim.of("features", 5));
    assertThat(SEQUENCE.dim(-3)).isEqualTo(Dim.free("batch"));
    assertThat(SEQUENCE.with(-1, Dim.of("units", 2))).hasToString("[batch, time, units=2]");
    assertThatThrownBy(() -> SEQUENCE.dim(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void permutingMovesNameAndLength() {
    assertThat(SEQUENCE.permuted(List.of(1, 2, 0))).hasToString("[time, features=5, batch]");
  }

  @Test
  void equalSizesMayHaveOtherNames() {
    Shape renamed = SEQUENCE.with(-1, Dim.of("units", 5));
    assertThat(SEQUENCE.sameSizes(renamed)).isTrue();
    assertThat(SEQUENCE).isNotEqualTo(renamed);
    assertThat(SEQUENCE.sameSizes(shape("batch, time, features=6"))).isFalse();
  }

  @Test
  void bindingGivesTheLengths() {
    assertThat(SEQUENCE.at(Map.of("batch", 64L, "time", 60L))).containsExactly(64, 60, 5);
    assertThatThrownBy(() -> SEQUENCE.at(Map.of("batch", 64L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dimension \"time\" is not bound; bound are [batch]");
  }

  @Test
  void itDoesNotChangeWithTheListItWasMadeOf() {
    List<Dim> dims = new ArrayList<>(SEQUENCE.dims());
    Shape shape = new Shape(dims);
    dims.clear();
    assertThat(shape).isEqualTo(SEQUENCE);
    assertThat(shape.rank()).isEqualTo(3);
  }

  @Test
  void anAxisHasANameAndALength() {
    assertThatThrownBy(() -> new Dim(null, Size.of(1))).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> new Dim("time", null)).isInstanceOf(NullPointerException.class);
  }
}
