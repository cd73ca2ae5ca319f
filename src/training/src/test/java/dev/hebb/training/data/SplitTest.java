package dev.hebb.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
  // Of class 0 80, of class 1 15, of class 2 5.
  private static final Examples ROWS =
      Examples.of(
          100, row -> Example.of(Tensor.of(new float[] {row}, 1), row < 80 ? 0 : row < 95 ? 1 : 2));

  private static int[] rows(Examples examples) {
    return IntStream.range(0, examples.rows())
        .map(row -> (int) examples.example(row).input().floats().get(0))
        .toArray();
  }

  private static long labelled(Examples examples, long label) {
    return IntStream.range(0, examples.rows()).filter(i -> examples.label(i) == label).count();
  }

  @Test
  void ofEachClassItsShare() {
    Split split = Split.stratified(ROWS, 0.2, 3);
    assertThat(split.held().rows()).isEqualTo(20);
    assertThat(labelled(split.held(), 0)).isEqualTo(16);
    assertThat(labelled(split.held(), 1)).isEqualTo(3);
    assertThat(labelled(split.held(), 2)).isEqualTo(1);
    assertThat(rows(split.held())).isSorted();
    assertThat(rows(split.training())).isSorted();
    Set<Integer> all = new HashSet<>();
    Arrays.stream(rows(split.held())).forEach(all::add);
    Arrays.stream(rows(split.training())).forEach(all::add);
    assertThat(all).hasSize(100);
    assertThat(rows(Split.stratified(ROWS, 0.2, 3).held())).isEqualTo(rows(split.held()));
    assertThat(rows(Split.stratified(ROWS, 0.2, 4).held())).isNotEqualTo(rows(split.held()));
    Split memory = Split.stratified(ROWS.toDataset(), 0.2, 3);
    assertThat(memory.held()).isInstanceOf(Dataset.class).isEqualTo(split.held().toDataset());
    assertThat(Split.random(ROWS, 0.3, 1).held().rows()).isEqualTo(30);
  }

  @Test
  void groupsStayTogether() {
    Split split = Split.grouped(ROWS, row -> "patient " + row % 10, 0.25, 5);
    assertThat(split.held().rows()).isEqualTo(30);
    Set<Integer> held = new HashSet<>();
    Arrays.stream(rows(split.held())).forEach(row -> held.add(row % 10));
    assertThat(held).hasSize(3);
    assertThat(Arrays.stream(rows(split.training())).filter(row -> held.contains(row % 10)))
        .isEmpty();
  }

  @Test
  void splitsThatCannotBe() {
    assertThatThrownBy(() -> Split.stratified(ROWS, 1, 3))
        .isInstanceOf(TrainingException.class)
        .hasMessage("data: expected a share between 0 and 1, got 1.0.");
    assertThatThrownBy(() -> Split.grouped(ROWS, row -> 1, 0.5, 3))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "data: expected rows on both sides of a split, got 0 to train on and 100 held. Give more rows or groups, or"
                + " another share.");
  }

  @Test
  void anOrderNearlyAsTheRowsLie() {
    int[] order = Order.buffered(1_000, 50, new SplittableRandom(1));
    assertThat(Arrays.stream(order).sorted().toArray()).isEqualTo(Order.ascending(1_000));
    for (int place = 0; place < order.length; place++) {
      assertThat(order[place]).isLessThan(place + 50);
    }
    assertThat(IntStream.range(0, 1_000).filter(i -> order[i] == i + 49).count())
        .as("the newest row of the buffer is drawn as often as any other")
        .isBetween(8L, 35L);
    assertThat(Order.buffered(1_000, 50, new SplittableRandom(1))).isEqualTo(order);
    assertThat(Order.buffered(1_000, 50, new SplittableRandom(2))).isNotEqualTo(order);
    assertThat(Order.buffered(10, 1, new SplittableRandom(1))).isEqualTo(Order.ascending(10));
    int[] whole = Order.buffered(10, 99, new SplittableRandom(1));
    assertThat(Arrays.stream(whole).sorted().toArray()).isEqualTo(Order.ascending(10));
    assertThat(whole).isNotEqualTo(Order.ascending(10));
  }

  /** Written down once: whatever the Java version, a resumed training goes on in the same order. */
  @Test
  void ordersStayWhatTheyAre() {
    assertThat(Order.shuffled(8, new SplittableRandom(7))).containsExactly(2, 7, 4, 3, 5, 6, 1, 0);
    assertThat(Order.buffered(8, 3, new SplittableRandom(7)))
        .containsExactly(1, 0, 3, 4, 6, 5, 7, 2);
  }
}
