package dev.hebb.training.data;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one example's tensor is, before there are numbers in it.
 *
 * @param dims the lengths of its axes, without the rows
 * @param classes for class labels, how many there are: each label is below it; else 0
 */
public record TensorSpec(DataType type, List<Long> dims, int classes) {
  public TensorSpec {
    dims = List.copyOf(dims);
  }

  /** Numbers of this type and these axes. */
  public static TensorSpec of(DataType type, long... dims) {
    return new TensorSpec(type, Arrays.stream(dims).boxed().toList(), 0);
  }

  /** A label a row: an int64 from 0 to {@code classes} - 1, or any where that is 0. */
  public static TensorSpec labels(int classes) {
    return new TensorSpec(DataType.INT64, List.of(), classes);
  }

  /** The spec of a tensor that is one example's. */
  static TensorSpec of(Tensor tensor) {
    return of(tensor.type(), tensor.dims());
  }

  /** The lengths of all axes when there are so many rows. */
  public long[] dims(long rows) {
    long[] all = new long[dims.size() + 1];
    all[0] = rows;
    for (int i = 1; i < all.length; i++) {
      all[i] = dims.get(i - 1);
    }
    return all;
  }

  /** How many numbers one example has. */
  public int size() {
    return Math.toIntExact(Tensor.elements(dims(1)));
  }

  /** How many bytes one example takes. */
  public int bytes() {
    return Math.multiplyExact(size(), type.bytes());
  }

  /** Whether a tensor of that spec can stand where one of this is wanted. */
  boolean takes(TensorSpec other) {
    return type == other.type && dims.equals(other.dims);
  }

  @Override
  public String toString() {
    return type + dims.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]"));
  }

  static List<TensorSpec> of(List<Tensor> tensors) {
    List<TensorSpec> specs = new ArrayList<>();
    tensors.forEach(tensor -> specs.add(of(tensor)));
    return specs;
  }
}
