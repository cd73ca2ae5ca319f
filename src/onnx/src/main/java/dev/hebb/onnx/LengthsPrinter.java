package dev.hebb.onnx;

import dev.hebb.graph.op.Expand;
import dev.hebb.graph.op.View;
import java.util.List;
import java.util.stream.LongStream;

/** Prints what brings a value to other lengths, some of which are those of axes. */
record LengthsPrinter(Place at) {
  /** As one node where lengths stay where they are, or axes of length one come and go. */
  Void view(View op) {
    List<Long> dims = op.dims();
    int rank = at.values().get(at.node().inputs().get(0)).shape().rank();
    List<Long> kept = dims.stream().filter(dim -> dim < View.REST).toList();
    if (inPlace(dims)) {
      long[] lengths = dims.stream().mapToLong(dim -> dim < View.REST ? 0 : dim).toArray();
      return reshape(at.constants().longs(at.node().name() + "/shape", lengths));
    }
    boolean others = dims.stream().allMatch(dim -> dim < View.REST || dim == 1);
    boolean ordered =
        kept.equals(kept.stream().sorted((a, b) -> Long.compare(b, a)).distinct().toList());
    if (others && ordered && kept.size() == dims.size()) {
      return ones("Squeeze", axes(rank, axis -> !dims.contains(View.axis(axis))));
    } else if (others && ordered && kept.size() == rank) {
      return ones("Unsqueeze", axes(dims.size(), axis -> dims.get(axis) == 1));
    }
    return reshape(lengths(dims, View.REST, at.in(0)));
  }

  private static boolean inPlace(List<Long> dims) {
    for (int i = 0; i < dims.size(); i++) {
      if (dims.get(i) < View.REST && dims.get(i) != View.axis(i)) {
        return false;
      }
    }
    return true;
  }

  private static long[] axes(int rank, java.util.function.IntPredicate wanted) {
    return LongStream.range(0, rank).filter(axis -> wanted.test((int) axis)).toArray();
  }

  private Void ones(String operator, long... axes) {
    return at.write(operator)
        .in(at.in(0))
        .in(at.constants().longs(at.node().name() + "/axes", axes))
        .out(at.out())
        .done();
  }

  private Void reshape(String shape) {
    return at.write("Reshape").in(at.in(0)).in(shape).out(at.out()).done();
  }

  /** Where it keeps a length it repeats it once. */
  Void expand(Expand op) {
    List<Long> dims = op.dims().stream().map(dim -> dim == Expand.KEEP ? 1L : dim).toList();
    boolean known = dims.stream().allMatch(dim -> dim > Expand.KEEP);
    String shape =
        known
            ? at.constants()
                .longs(at.node().name() + "/shape", dims.stream().mapToLong(dim -> dim).toArray())
            : lengths(dims, Expand.KEEP, at.in(1));
    return at.write("Expand").in(at.in(0)).in(shape).out(at.out()).done();
  }

  // Each by itself, then side by side.
  private String lengths(List<Long> dims, long special, String like) {
    String name = at.node().name();
    String all = name + "/lengths";
    new NodeWriter(at.graph(), all, "Shape").in(like).out(all).done();
    NodeWriter concat = new NodeWriter(at.graph(), name + "/shape", "Concat").attribute("axis", 0L);
    for (int i = 0; i < dims.size(); i++) {
      String each = name + "/length" + i;
      if (dims.get(i) < special) {
        long axis = View.axisOf(dims.get(i)).orElseThrow();
        new NodeWriter(at.graph(), each, "Gather")
            .in(all)
            .in(at.constants().longs("axis/" + axis, axis))
            .out(each)
            .done();
      } else {
        at.constants().longs(each, dims.get(i));
      }
      concat.in(each);
    }
    concat.out(name + "/shape").done();
    return name + "/shape";
  }
}
