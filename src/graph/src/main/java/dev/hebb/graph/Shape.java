package dev.hebb.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The named axes of a value, outermost first: {@code [batch, time, features=1]}. */
public record Shape(List<Dim> dims) {
  public Shape {
    dims = List.copyOf(dims);
  }

  /** A shape of these axes. */
  public static Shape of(Dim... dims) {
    return new Shape(List.of(dims));
  }

  /** A shape of fixed lengths whose axes have no name of their own ({@code d0}, {@code d1}, …). */
  public static Shape fixed(List<Long> sizes) {
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      dims.add(Dim.of("d" + i, sizes.get(i)));
    }
    return new Shape(dims);
  }

  /** How many axes. */
  public int rank() {
    return dims.size();
  }

  /** The axis at {@code index}; negative counts from the end. */
  public Dim dim(int index) {
    return dims.get(index < 0 ? dims.size() + index : index);
  }

  /** The innermost axis. */
  public Dim last() {
    return dim(-1);
  }

  /** The same shape with the axis at {@code index} (negative from the end) replaced. */
  public Shape with(int index, Dim dim) {
    List<Dim> changed = new ArrayList<>(dims);
    changed.set(index < 0 ? dims.size() + index : index, dim);
    return new Shape(changed);
  }

  /** The axes in the order {@code permutation}. */
  public Shape permuted(List<Integer> permutation) {
    return new Shape(permutation.stream().map(dims::get).toList());
  }

  /** The same shape, with nothing said about padding. */
  public Shape unpadded() {
    return new Shape(dims.stream().map(dim -> dim.resized(dim.size().unpadded())).toList());
  }

  /** Whether the lengths are equal axis by axis, whatever the names. */
  public boolean sameSizes(Shape other) {
    return sizes().equals(other.sizes());
  }

  /** The lengths of the axes. */
  public List<Size> sizes() {
    return dims.stream().map(Dim::size).toList();
  }

  /** The lengths once the symbols are bound. */
  public long[] at(Map<String, Long> bindings) {
    return dims.stream().mapToLong(dim -> dim.size().at(bindings)).toArray();
  }

  /** As Keras prints it: {@code (None, None, 20)}. */
  public String keras() {
    return dims.stream()
        .map(dim -> dim.size().fixed().isPresent() ? dim.size().toString() : "None")
        .collect(Collectors.joining(", ", "(", ")"));
  }

  @Override
  public String toString() {
    return dims.toString();
  }
}
