package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorRowsTest {
  private static final Tensor ROWS = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});

  @Test
  void rowsAreAPartOfTheOutermostAxis() {
    assertThat(ROWS.rows(1, 3)).isEqualTo(Tensor.of(new float[][] {{3, 4}, {5, 6}}));
    assertThat(ROWS.rows(0, 3)).isEqualTo(ROWS);
    assertThat(ROWS.reshaped(3, 1, 2).rows(2, 3)).isEqualTo(Tensor.of(new float[] {5, 6}, 1, 1, 2));
  }

  @Test
  void rowsOfRowsAreRows() {
    assertThat(ROWS.rows(1, 3).rows(1, 2)).isEqualTo(Tensor.of(new float[][] {{5, 6}}));
  }

  @Test
  void noRowsAreATensorToo() {
    assertThat(ROWS.rows(3, 3)).isEqualTo(Tensor.zeros(0, 2));
    assertThat(Tensor.zeros(0, 2).rows(0, 0)).isEqualTo(Tensor.zeros(0, 2));
  }

  @Test
  void rowsThatAreNotThereAreRefused() {
    assertThatThrownBy(() -> ROWS.rows(1, 4))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("rows 1 to 4 of a tensor with 3 rows");
    assertThatThrownBy(() -> ROWS.rows(-1, 2)).hasMessage("rows -1 to 2 of a tensor with 3 rows");
    assertThatThrownBy(() -> ROWS.rows(2, 1)).hasMessage("rows 2 to 1 of a tensor with 3 rows");
  }
}
