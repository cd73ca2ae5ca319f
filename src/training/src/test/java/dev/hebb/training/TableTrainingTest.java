package dev.hebb.training;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.data.Column.category;
import static dev.hebb.training.data.Column.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.training.data.Columns;
import dev.hebb.training.data.Csv;
import dev.hebb.training.data.Example;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.Order;
import dev.hebb.training.data.Split;
import dev.hebb.training.data.Table;
import dev.hebb.training.data.TextLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables and lines are trained on; they give what the same numbers in memory give. */
class TableTrainingTest {
  @TempDir Path folder;

  private Table table() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    StringBuilder text = new StringBuilder("x,y,colour,kind\n");
    for (int i = 0; i < 300; i++) {
      double x = random.nextDouble() * 2 - 1;
      double y = random.nextDouble() * 2 - 1;
      String colour = random.nextBoolean() ? "red" : "blue";
      boolean near = x * x + y * y < 0.5 == "red".equals(colour);
      text.append(
          "%s,%s,%s,%s%n".formatted(i % 10 == 0 ? "" : x, y, colour, near ? "near" : "far"));
    }
    return Csv.of(Files.writeString(folder.resolve("points.csv"), text))
        .read(
            Columns.of(number("x").orMean(), number("y"), category("colour").oneHot())
                .target(category("kind")));
  }

  private static Trainer trainer() {
    GraphSource source = network("points", vector(4)).then(dense(8)).then(dense(2)).build();
    return Trainer.of(source)
        .loss(Losses.sparseCategoricalCrossentropy().ofLogits())
        .metrics(Metrics.accuracy())
        .epochs(3)
        .batchSize(16)
        .seed(5)
        .progress(Progress.silent());
  }

  @Test
  void aTableTrainsAsItsNumbersInMemoryDo() throws IOException {
    try (Table table = table()) {
      Trained streamed = trainer().validationSplit(0.2).readers(2).fit(table);
      Trained memory = trainer().validationSplit(0.2).fit(table.toDataset());
      assertThat(streamed.model().weights()).isEqualTo(memory.model().weights());
      assertThat(streamed.history().of("val_loss")).isEqualTo(memory.history().of("val_loss"));
      Path later = Files.writeString(folder.resolve("later.csv"), "y,x,colour\n0.5,,red\n");
      try (Table rows = Csv.of(later).read(table.columns().withoutTargets())) {
        assertThat(streamed.predict(rows))
            .isEqualTo(streamed.predict(rows.toDataset().inputs().get(0)));
      }
      Split split = Split.stratified(table, 0.25, 1);
      Trained one = trainer().validation(split.held()).fit(split.training());
      assertThat(one.history().last().figures()).containsKey("val_accuracy");
    }
  }

  @Test
  void aBufferShufflesAnewEachEpochAndAlikeForASeed() throws IOException {
    try (Table table = table()) {
      Weights one = trainer().shuffleBuffer(40).fit(table).model().weights();
      assertThat(trainer().shuffleBuffer(40).readers(3).fit(table).model().weights())
          .isEqualTo(one);
      assertThat(trainer().fit(table).model().weights()).isNotEqualTo(one);
      assertThat(trainer().shuffleBuffer(1).fit(table).model().weights())
          .isEqualTo(trainer().inOrder().fit(table).model().weights());
    }
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    Examples watched =
        Examples.of(
            60,
            row -> {
              seen.add(row);
              return Example.of(Tensor.zeros(4), 0);
            });
    trainer().shuffleBuffer(10).readers(1).epochs(2).fit(watched);
    List<Integer> read = seen.subList(1, 121); // The first look says what rows are.
    for (int epoch = 1; epoch <= 2; epoch++) {
      int[] order = Order.buffered(60, 10, new dev.hebb.graph.Seed(5).of(epoch).random());
      assertThat(read.subList(60 * (epoch - 1), 60 * epoch).stream().mapToInt(row -> row).toArray())
          .isEqualTo(order);
    }
  }

  @Test
  void linesAreReadAgainAfterTheirReadersWereStopped() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append("abcde".repeat(1 + i % 4)).append('\n');
    }
    GraphSource source =
        network("lines", tokens(ANY))
            .then(embedding(6, 3).maskZero())
            .then(globalAveragePool1d())
            .then(dense(1))
            .build();
    Path path = Files.writeString(folder.resolve("lines.txt"), text);
    try (TextLines lines = TextLines.open(path)) {
      Examples examples =
          lines
              .padded(line -> line.chars().mapToLong(c -> c - 'a' + 1).toArray(), 12)
              .towards(lines.examples(line -> new Example(List.of(Tensor.zeros(1)), List.of())));
      Trainer trainer = Trainer.of(source).seed(1).progress(Progress.silent());
      Trained streamed = trainer.readers(2).epochs(2).fit(examples);
      assertThat(streamed.model().weights())
          .isEqualTo(trainer.epochs(2).fit(examples.toDataset()).model().weights());
      assertThat(streamed.evaluate(examples)).isEqualTo(streamed.evaluate(examples.toDataset()));
    }
  }
}
