package dev.hebb.training;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows of like length come together, all of them, and otherwise in any order. */
class BucketedTest {
  private static final int ROWS = 1003;
  private static final int TIME = 20;
  private static final int BATCH = 10;
  private static final GraphSource WORDS =
      network("words", tokens(ANY))
          .then(embedding(5, 3).maskZero())
          .then(lstm(2))
          .then(dense(1))
          .build();

  private static long[] lengths() {
    SplittableRandom random = new SplittableRandom(3);
    return random.longs(ROWS, 1, TIME + 1).toArray();
  }

  private static Dataset data() {
    long[] lengths = lengths();
    long[] words = new long[ROWS * TIME];
    Arrays.setAll(words, i -> i % TIME < lengths[i / TIME] ? 1 + i % 4 : 0);
    return Dataset.of(Tensor.of(words, ROWS, TIME), Tensor.zeros(ROWS, 1));
  }

  @Test
  void eachRowOnceAndLikeLengthsTogether() {
    Buckets buckets = Buckets.of(WORDS.graph(), data(), BATCH);
    int[] order = buckets.order(new SplittableRandom(1));
    assertThat(Arrays.stream(order).sorted().toArray())
        .isEqualTo(IntStream.range(0, ROWS).toArray());
    long[] lengths = lengths();
    long computed = 0;
    for (int from = 0; from < ROWS; from += BATCH) {
      int to = Math.min(from + BATCH, ROWS);
      long longest =
          IntStream.range(from, to).mapToLong(i -> lengths[order[i]]).max().orElseThrow();
      computed += longest * (to - from);
    }
    long there = Arrays.stream(lengths).sum();
    assertThat(computed).isBetween(there, there * 115 / 100);
    assertThat(buckets.order(new SplittableRandom(1))).isEqualTo(order);
    assertThat(buckets.order(new SplittableRandom(2))).isNotEqualTo(order);
  }

  @Test
  void theSameSeedGivesTheSameWeights() {
    Trainer trainer =
        Trainer.of(WORDS).bucketed().batchSize(BATCH).seed(4).progress(Progress.silent());
    assertThat(trainer.fit(data()).model().weights().tensors())
        .isEqualTo(trainer.fit(data()).model().weights().tensors());
  }

  @Test
  void rowsThatAreNotPadded() {
    GraphSource plain = network("plain", sequence(TIME, 1)).then(lstm(1)).build();
    Dataset data = Dataset.of(Tensor.zeros(ROWS, TIME, 1), Tensor.zeros(ROWS, 1));
    assertThatThrownBy(() -> Trainer.of(plain).bucketed().fit(data))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("plain: bucketed(): expected padded rows, got inputs [")
        .hasMessageEndingWith("Say how long rows are: withLengths() or maskZero().");
  }
}
