package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {
  private static final List<String> LABELS = List.of("ant", "bee", "cat");

  // Classes 0 0 1 1 2 2 2, taken for 0 1 1 0 2 1 2.
  private final Confusion confusion =
      Confusion.of(
          LABELS,
          Tensor.of(
              new float[] {
                .6f, .3f, .1f, .2f, .7f, .1f, .1f, .8f, .1f, .5f, .4f, .1f, .1f, .2f, .7f, .2f, .5f,
                .3f, .0f, .1f, .9f
              },
              7,
              3),
          Tensor.of(new long[] {0, 0, 1, 1, 2, 2, 2}, 7));

  @Test
  void itCountsWhatWasTakenForWhat() {
    assertThat(confusion.counts())
        .containsExactly(List.of(1, 1, 0), List.of(1, 1, 0), List.of(0, 1, 2));
    assertThat(confusion.guesses()).containsExactly(0, 1, 1, 0, 2, 1, 2);
    assertThat(confusion.right()).isEqualTo(4);
    assertThat(confusion.accuracy()).isCloseTo(4 / 7.0, within(1e-12));
    assertThat(confusion.commonest()).isCloseTo(3 / 7.0, within(1e-12));
    assertThat(confusion.perClass()).isEqualTo("ant 50.0 %, bee 50.0 %, cat 66.7 %");
    assertThat(confusion.worstPair()).isEqualTo("ant taken for bee 1 times, bee for ant 1 times");
  }
}
