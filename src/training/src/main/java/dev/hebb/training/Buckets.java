package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Ragged;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.Order;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * An order in which rows of like length come together, so that a batch has little padding, which is
 * cut off. The batches come in any order, and so do the rows that could be in one.
 */
final class Buckets {
  // Rows of so many batches are sorted: few enough that no two epochs have the same batches.
  private static final int WINDOW = 20;

  // How long each row is, over all inputs that are padded.
  private final long[] lengths;
  private final int batch;

  private Buckets(long[] lengths, int batch) {
    this.lengths = lengths;
    this.batch = batch;
  }

  static Buckets of(Graph graph, Examples examples, int batch) {
    if (!(examples instanceof Dataset data)) {
      throw new TrainingException(
          "%s: bucketed(): expected examples in memory, whose lengths can be looked at, got examples that are read. Give a Dataset, or leave bucketed() out."
              .formatted(graph.name()));
    }
    List<String> names = graph.inputs().stream().map(Port::name).toList();
    long[] lengths = new long[data.rows()];
    boolean padded = false;
    for (Node node : graph.nodes()) {
      int rows = node.op() instanceof Ragged ? names.indexOf(node.inputs().get(0)) : -1;
      if (rows >= 0) {
        int told = names.indexOf(node.inputs().get(1));
        long[] own =
            told >= 0 ? data.inputs().get(told).toLongs() : counted(data.inputs().get(rows));
        Arrays.setAll(lengths, row -> lengths[row] + own[row]);
        padded = true;
      }
    }
    if (!padded) {
      throw new TrainingException(
          "%s: bucketed(): expected padded rows, got inputs %s. Say how long rows are: withLengths() or maskZero()."
              .formatted(graph.name(), graph.inputs().stream().map(port -> port.value()).toList()));
    }
    return new Buckets(lengths, batch);
  }

  // Of floats that are padded by a number only the network knows the length.
  private static long[] counted(Tensor tokens) {
    long[] lengths = new long[Math.toIntExact(tokens.dims()[0])];
    if (tokens.type() == DataType.INT64) {
      long[] values = tokens.toLongs();
      for (int i = 0; i < values.length; i++) {
        lengths[i / (values.length / lengths.length)] += values[i] == 0 ? 0 : 1;
      }
    }
    return lengths;
  }

  /** All rows; the last batch may be smaller. */
  int[] order(RandomGenerator random) {
    int[] rows = Order.shuffled(lengths.length, random);
    int whole = rows.length / batch;
    for (int from = 0; from < whole * batch; from += WINDOW * batch) {
      sort(rows, from, Math.min(from + WINDOW * batch, whole * batch));
    }
    int[] order = rows.clone();
    int[] batches = Order.shuffled(whole, random);
    for (int i = 0; i < whole; i++) {
      System.arraycopy(rows, batches[i] * batch, order, i * batch, batch);
    }
    return order;
  }

  private void sort(int[] rows, int from, int to) {
    int[] sorted =
        IntStream.range(from, to)
            .mapToObj(i -> rows[i])
            .sorted(Comparator.comparingLong(row -> lengths[row]))
            .mapToInt(row -> row)
            .toArray();
    System.arraycopy(sorted, 0, rows, from, sorted.length);
  }
}
