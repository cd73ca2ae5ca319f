package dev.hebb.onnx.in;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.Transpose;
import dev.hebb.graph.op.View;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The same numbers with other axes. */
record Views(Scope scope) {
  /**
   * With these lengths: as a {@link View} says them.
   *
   * @param dims lengths, {@link View#REST}, or {@link View#axis axes} of the value
   */
  Value view(Value x, List<Long> dims) {
    Shape shape = x.shape();
    List<Long> told = new ArrayList<>();
    for (long dim : dims) {
      told.add(
          View.axisOf(dim)
              .map(axis -> shape.dim(axis).size())
              .filter(size -> size.fixed().isPresent())
              .map(size -> size.fixed().getAsLong())
              .orElse(dim));
    }
    if (same(shape, told)) {
      return x;
    }
    return keepsOutermost(shape, told)
        ? scope.op(new Reshape(kept(told.subList(1, told.size()))), x)
        : scope.op(new View(told), x);
  }

  private static boolean same(Shape shape, List<Long> dims) {
    return dims.size() == shape.rank()
        && IntStream.range(0, dims.size()).allMatch(i -> stays(shape, i, dims.get(i)));
  }

  private static boolean stays(Shape shape, int axis, long dim) {
    Size size = shape.dim(axis).size();
    return dim == View.axis(axis) || size.equals(dim > 0 ? Size.of(dim) : null);
  }

  // Reshape leaves the outermost axis alone, and free ones where they are.
  private static boolean keepsOutermost(Shape shape, List<Long> dims) {
    if (shape.rank() == 0 || dims.size() < 2 || !stays(shape, 0, dims.get(0))) {
      return false;
    }
    for (int axis = 1; axis < shape.rank(); axis++) {
      boolean free = shape.dim(axis).size().fixed().isEmpty();
      if (free && (axis >= dims.size() || dims.get(axis) != View.axis(axis))) {
        return false;
      }
    }
    return IntStream.range(1, dims.size())
        .allMatch(i -> dims.get(i) >= View.REST || dims.get(i) == View.axis(i));
  }

  private static List<Long> kept(List<Long> dims) {
    return dims.stream().map(dim -> dim < View.REST ? Reshape.KEEP : dim).toList();
  }

  /** With these lengths, of which one at most is no axis of the value and not known. */
  Value sized(Value x, List<Size> sizes) {
    List<Long> dims = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      dims.add(dim(x.shape(), i, sizes.get(i)));
    }
    return view(x, dims);
  }

  /** How a length is said: a number, an axis of the same length, or the rest. */
  static long dim(Shape from, int place, Size size) {
    if (size.fixed().isPresent()) {
      return size.fixed().getAsLong();
    } else if (place < from.rank() && from.dim(place).size().equals(size)) {
      return View.axis(place);
    }
    int axis = from.sizes().indexOf(size);
    return axis < 0 ? View.REST : View.axis(axis);
  }

  /** With axes of length one put in where they will stand then, ascending. */
  Value unsqueezed(Value x, List<Integer> axes) {
    List<Long> dims = axes(x);
    axes.forEach(axis -> dims.add(axis, 1L));
    return view(x, dims);
  }

  /** Without these axes of length one. */
  Value squeezed(Value x, List<Integer> axes) {
    List<Long> dims = new ArrayList<>();
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      if (!axes.contains(axis)) {
        dims.add(View.axis(axis));
      }
    }
    return view(x, dims);
  }

  /** All axes as they are. */
  static List<Long> axes(Value x) {
    List<Long> dims = new ArrayList<>();
    IntStream.range(0, x.shape().rank()).forEach(axis -> dims.add(View.axis(axis)));
    return dims;
  }

  Value transposed(Value x, List<Integer> order) {
    boolean ordered = IntStream.range(0, order.size()).allMatch(i -> order.get(i) == i);
    return ordered ? x : scope.op(new Transpose(order), x);
  }

  /** The axis brought to the end, or back from there. */
  static List<Integer> last(int axis, int rank) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    order.add(order.remove(axis));
    return order;
  }

  /** The order that undoes another. */
  static List<Integer> back(List<Integer> order) {
    return IntStream.range(0, order.size()).mapToObj(order::indexOf).toList();
  }
}
