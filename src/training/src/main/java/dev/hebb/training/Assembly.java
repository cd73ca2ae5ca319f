package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Seed;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Rows put together to a batch, each number looked at on its way. */
final class Assembly implements Callable<Assembly> {
  private static final Graph NOTHING =
      new Graph("data", List.of(), List.of(), List.of(), List.of(), List.of());

  private final Examples examples;
  private final int[] rows;
  private final Seed seed;
  private final int slot;
  private final List<ByteBuffer> buffers;
  private final List<TensorSpec> specs;
  private final Ranges ranges;
  private final Inspection inspection;
  private int done;

  Assembly(Examples examples, int[] rows, Seed seed, int slot, List<ByteBuffer> buffers) {
    this.examples = examples;
    this.rows = rows;
    this.seed = seed;
    this.slot = slot;
    this.buffers = buffers;
    this.specs = examples.specs();
    this.ranges = new Ranges(buffers.size());
    this.inspection =
        examples instanceof Watched watched ? watched.inspection() : Inspection.of(NOTHING);
  }

  @Override
  public Assembly call() {
    buffers.forEach(ByteBuffer::clear);
    for (int row : rows) {
      if (Thread.interrupted()) {
        throw new TrainingException("data: reading was stopped.");
      }
      read(row);
    }
    buffers.forEach(ByteBuffer::flip);
    List<Tensor> batch = tensors();
    inspection.padding().check(batch, rows);
    for (int i = 0; i < buffers.size(); i++) {
      ranges.look(i, specs.get(i), buffers.get(i));
      if (specs.get(i).type() == DataType.FLOAT32 && !ranges.finite(i)) {
        throw notFinite(i, specs.get(i));
      }
      limited(i, batch);
      if (i >= specs.size() - examples.weightSpecs().size() && ranges.least(i) < 0) {
        throw negative(i, specs.get(i));
      }
    }
    return this;
  }

  private List<Tensor> tensors() {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < buffers.size(); i++) {
      TensorSpec spec = specs.get(i);
      tensors.add(Tensor.wrap(spec.type(), buffers.get(i).duplicate(), spec.dims(rows.length)));
    }
    return tensors;
  }

  private void read(int row) {
    try {
      examples.read(row, seed.of(row), buffers);
    } catch (TrainingException said) {
      throw said;
    } catch (RuntimeException failed) {
      throw new TrainingException(
          "data: row %d could not be read: %s. Mend what reads it, or leave the row out."
              .formatted(row, failed),
          failed);
    }
    done++;
    for (int i = 0; i < buffers.size(); i++) {
      TensorSpec spec = specs.get(i);
      int got = buffers.get(i).position() - (done - 1) * spec.bytes();
      if (got != spec.bytes()) {
        throw new TrainingException(
            "data: row %d: expected %d bytes for tensor %d (%s), got %d. Mend what reads it."
                .formatted(row, spec.bytes(), i, spec, got));
      }
    }
  }

  private TrainingException notFinite(int tensor, TensorSpec spec) {
    ByteBuffer bytes = buffers.get(tensor).duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (Float.isFinite(bytes.getFloat(at * Float.BYTES))) {
      at++;
    }
    return new TrainingException(
        "data: %s row %d, column %d is %s. Remove the row or fill the gap before training."
            .formatted(
                kind(tensor),
                rows[at / spec.size()],
                at % spec.size(),
                bytes.getFloat(at * Float.BYTES)));
  }

  private TrainingException negative(int tensor, TensorSpec spec) {
    ByteBuffer bytes = buffers.get(tensor).duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (bytes.getFloat(at * Float.BYTES) >= 0) {
      at++;
    }
    return new TrainingException(
        "data: weights row %d: expected at least 0, got %s. Leave out rows that should not count."
            .formatted(rows[at / spec.size()], bytes.getFloat(at * Float.BYTES)));
  }

  private void limited(int tensor, List<Tensor> batch) {
    TensorSpec spec = specs.get(tensor);
    if (spec.classes() == 0
        || (ranges.least(tensor) >= 0 && ranges.most(tensor) < spec.classes())) {
      return;
    }
    int at = inspection.beyond(tensor, batch, spec.classes()).orElse(-1);
    if (at >= 0) {
      throw new TrainingException(
          "data: %s row %d: expected whole numbers from 0 to %d, got %d. Number from 0, or declare more of them."
              .formatted(
                  kind(tensor),
                  rows[at / spec.size()],
                  spec.classes() - 1,
                  batch.get(tensor).toLongs()[at]));
    }
  }

  private String kind(int tensor) {
    int inputs = examples.inputSpecs().size();
    int targets = examples.targetSpecs().size();
    return tensor < inputs ? "input" : tensor < inputs + targets ? "target" : "weights";
  }

  int slot() {
    return slot;
  }

  int rows() {
    return rows.length;
  }

  Ranges ranges() {
    return ranges;
  }
}
