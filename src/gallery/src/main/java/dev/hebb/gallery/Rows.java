package dev.hebb.gallery;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Rows of tensors and datasets, chosen and put together. */
final class Rows {
  private Rows() {}

  /** The rows of all of them, one behind the other. */
  static Tensor joined(List<Tensor> parts) {
    long[] dims = parts.get(0).dims();
    dims[0] = parts.stream().mapToLong(part -> part.dims()[0]).sum();
    DataType type = parts.get(0).type();
    int size = parts.stream().mapToInt(part -> part.bytes().remaining()).sum();
    ByteBuffer all = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    parts.forEach(part -> all.put(part.bytes()));
    return Tensor.wrap(type, all.flip(), dims);
  }

  /** Some rows, in this order. */
  static Tensor of(Tensor tensor, int... rows) {
    return joined(Arrays.stream(rows).mapToObj(row -> tensor.rows(row, row + 1)).toList());
  }

  /** Some examples, in this order. */
  static Dataset of(Dataset examples, int... rows) {
    return Dataset.of(of(examples.inputs().get(0), rows), of(examples.targets().get(0), rows));
  }

  /** The examples of the classes {@code first} to {@code last}, numbered anew from 0. */
  static Dataset classes(Dataset examples, int first, int last) {
    long[] labels = examples.targets().get(0).toLongs();
    int[] rows =
        IntStream.range(0, labels.length)
            .filter(row -> labels[row] >= first && labels[row] <= last)
            .toArray();
    long[] numbered = Arrays.stream(rows).mapToLong(row -> labels[row] - first).toArray();
    return Dataset.of(of(examples.inputs().get(0), rows), Tensor.of(numbered, numbered.length));
  }

  /** So many examples of each class, drawn with this seed. */
  static Dataset each(Dataset examples, int count, long seed) {
    long[] labels = examples.targets().get(0).toLongs();
    int classes = 1 + (int) Arrays.stream(labels).max().orElseThrow();
    List<Integer> order = new ArrayList<>(IntStream.range(0, labels.length).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    int[] rows =
        IntStream.range(0, classes)
            .flatMap(
                label ->
                    order.stream()
                        .filter(row -> labels[row] == label)
                        .limit(count)
                        .mapToInt(Integer::intValue))
            .toArray();
    return of(examples, rows);
  }
}
