package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  @Test
  void theMeanPictureStandsForEachHeldOne() {
    Tensor training = Tensor.of(new float[] {1, 2, 3, 6}, 2, 1, 2, 1);
    Tensor held = Tensor.zeros(3, 1, 2, 1);
    assertThat(Baselines.mean(training, held))
        .isEqualTo(Tensor.of(new float[] {2, 4, 2, 4, 2, 4}, 3, 1, 2, 1));
  }

  /** Means 2 and 6 of squares of 2 x 2, read at -1/4, 1/4, 3/4 and 5/4 between them. */
  @Test
  void aCoarserCopyIsTheMeanOfSquaresEnlarged() {
    Tensor picture = Tensor.of(new float[] {1, 3, 5, 7, 0, 4, 8, 4}, 1, 2, 4, 1);
    float[] coarse = Baselines.coarse(picture, 2).toFloats();
    assertThat(coarse).containsExactly(new float[] {2, 3, 5, 6, 2, 3, 5, 6}, within(1e-6f));
  }

  @Test
  void distances() {
    Tensor one = Tensor.of(new float[] {1, 2, 3}, 3);
    Tensor other = Tensor.of(new float[] {1, 4, 2}, 3);
    assertThat(Distance.largest(one, other)).isEqualTo(2);
    assertThat(Distance.squared(one, other)).isCloseTo(5 / 3.0, within(1e-12));
  }

  @Test
  void rowsAreChosenByClass() {
    Dataset all =
        Dataset.of(
            Tensor.of(new float[] {10, 11, 12, 13, 14, 15}, 6, 1),
            Tensor.of(new long[] {2, 0, 1, 2, 1, 2}, 6));
    Dataset two = Rows.classes(all, 1, 2);
    assertThat(two.inputs().get(0).toFloats()).containsExactly(10, 12, 13, 14, 15);
    assertThat(two.targets().get(0).toLongs()).containsExactly(1, 0, 1, 0, 1);
    Dataset each = Rows.each(two, 1, 3);
    assertThat(each.targets().get(0).toLongs()).containsExactly(0, 1);
    assertThat(Rows.each(two, 2, 3).targets().get(0).toLongs()).containsExactly(0, 0, 1, 1);
    assertThat(
            Rows.joined(List.of(two.inputs().get(0), Tensor.of(new float[] {7}, 1, 1))).toFloats())
        .containsExactly(10, 12, 13, 14, 15, 7);
  }

  @Test
  void photosAreCutIntoPieces() {
    assertThat(Crops.of("chelsea", 60, 80).dims()).containsExactly(25, 60, 80, 3);
    Dataset named = Crops.named(227);
    assertThat(named.targets().get(0).toLongs()).containsExactly(0, 0, 0, 0, 1, 1, 2);
  }
}
