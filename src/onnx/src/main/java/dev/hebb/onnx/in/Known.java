package dev.hebb.onnx.in;

import dev.hebb.graph.Size;
import dev.hebb.graph.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known when the file is read: weights, shapes, and what is worked out of them.
 *
 * @param tensor the floats of a weight; else empty
 * @param some the numbers, where there is no tensor
 */
record Known(Kind kind, List<Long> dims, Optional<Tensor> tensor, List<Cell> some) {
  Known {
    dims = List.copyOf(dims);
    some = List.copyOf(some);
  }

  static Known of(Kind kind, List<Long> dims, List<Cell> cells) {
    return new Known(kind, dims, Optional.empty(), cells);
  }

  static Known of(Tensor floats) {
    List<Long> dims = new ArrayList<>();
    for (long dim : floats.dims()) {
      dims.add(dim);
    }
    return new Known(Kind.FLOAT, dims, Optional.of(floats), List.of());
  }

  /** Whole numbers side by side. */
  static Known wholes(List<Long> values) {
    return of(Kind.WHOLE, List.of((long) values.size()), values.stream().map(Cell::of).toList());
  }

  /** Lengths side by side. */
  static Known lengths(List<Size> sizes) {
    return of(Kind.WHOLE, List.of((long) sizes.size()), sizes.stream().map(Cell::of).toList());
  }

  /** One number. */
  static Known scalar(Kind kind, Cell cell) {
    return of(kind, List.of(), List.of(cell));
  }

  int rank() {
    return dims.size();
  }

  long size() {
    return dims.stream().reduce(1L, Math::multiplyExact);
  }

  /** All numbers, the outermost axis first. */
  List<Cell> cells() {
    if (tensor.isEmpty()) {
      return some;
    }
    List<Cell> cells = new ArrayList<>();
    FloatBuffer floats = tensor.get().floats();
    while (floats.hasRemaining()) {
      cells.add(Cell.of((double) floats.get()));
    }
    return cells;
  }

  /** Whether every one is a number, not a length that is free. */
  boolean isNumbers() {
    return tensor.isPresent() || some.stream().allMatch(Cell::isNumber);
  }

  /** As the graph has weights. */
  Tensor floats() {
    if (tensor.isPresent()) {
      return tensor.get();
    }
    float[] values = new float[some.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) some.get(i).real();
    }
    return Tensor.of(values, dims.stream().mapToLong(Long::longValue).toArray());
  }

  /** The same numbers with other axes. */
  Known reshaped(List<Long> other) {
    return new Known(kind, other, tensor.map(each -> each.reshaped(array(other))), some);
  }

  private static long[] array(List<Long> dims) {
    return dims.stream().mapToLong(Long::longValue).toArray();
  }
}
