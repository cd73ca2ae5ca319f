package dev.hebb.training;

import dev.hebb.graph.Seed;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.Order;
import dev.hebb.training.data.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Goes through examples once, in order: 1,024 rows at a time, or fewer where they are large. */
final class Parts {
  private static final int ROWS = 1024;
  // Larger examples come in fewer rows at a time.
  private static final int BYTES = 1 << 26;

  private Parts() {}

  private static int rows(long bytes) {
    return (int) Math.max(1, Math.min(ROWS, BYTES / Math.max(1, bytes)));
  }

  /** Hands on the inputs, then the targets, of some rows; they hold until it comes back. */
  static void each(Examples examples, Consumer<List<Tensor>> part) {
    if (examples instanceof Dataset all) {
      each(all.tensors(), part);
      return;
    }
    long row = examples.specs().stream().mapToLong(TensorSpec::bytes).sum();
    int step = Math.min(rows(row), examples.rows());
    int readers = Trainer.defaultReaders();
    try (ReadAhead ahead = new ReadAhead(examples, step, readers, slots(examples, step, readers))) {
      ahead.begin(Order.ascending(examples.rows()), new Seed(0));
      while (ahead.advance()) {
        part.accept(tensors(examples.specs(), ahead));
      }
    }
  }

  /** Hands on some rows of all tensors at a time. */
  static void each(List<Tensor> tensors, Consumer<List<Tensor>> part) {
    long rows = tensors.get(0).dims()[0];
    long bytes = tensors.stream().mapToLong(tensor -> tensor.bytes().remaining()).sum();
    int step = rows(bytes / Math.max(1, rows));
    for (long from = 0; from < rows; from += step) {
      long begin = from;
      long end = Math.min(from + step, rows);
      part.accept(tensors.stream().map(tensor -> tensor.rows(begin, end)).toList());
    }
  }

  private static List<List<ByteBuffer>> slots(Examples examples, int rows, int readers) {
    List<List<ByteBuffer>> slots = new ArrayList<>();
    for (int i = 0; i < ReadAhead.slots(readers, examples.specs(), rows); i++) {
      slots.add(
          examples.specs().stream()
              .map(spec -> Math.multiplyExact(spec.bytes(), rows))
              .map(size -> ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN))
              .toList());
    }
    return slots;
  }

  private static List<Tensor> tensors(List<TensorSpec> specs, ReadAhead ahead) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      TensorSpec spec = specs.get(i);
      tensors.add(Tensor.wrap(spec.type(), ahead.buffers().get(i), spec.dims(ahead.count())));
    }
    return tensors;
  }
}
