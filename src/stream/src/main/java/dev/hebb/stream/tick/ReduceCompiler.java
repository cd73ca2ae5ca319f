package dev.hebb.stream.tick;

import java.util.ArrayList;
import java.util.List;

/** One number in place of those along some axes. */
record ReduceCompiler(Compiler program, OnnxNode node) {
  void add() {
    Operand x = program.operand(node.input(0));
    List<Long> axes =
        node.input(1).isEmpty() ? node.integers("axes") : program.longs(node.input(1));
    boolean keep = node.integer("keepdims", 1) != 0;
    List<Integer> dims = new ArrayList<>();
    int[] into = new int[x.size()];
    int count = 1;
    for (int axis = 0; axis < x.rank(); axis++) {
      boolean reduced =
          axes.isEmpty() || axes.contains((long) axis) || axes.contains((long) axis - x.rank());
      int length = x.dim(axis);
      if (!reduced) {
        for (int i = 0; i < into.length; i++) {
          into[i] = into[i] * length + i / x.inner(axis) % length;
        }
        dims.add(length);
      } else {
        count *= length;
        if (keep) {
          dims.add(1);
        }
      }
    }
    Operand y = program.define(node.output(0), dims);
    Pair pair =
        switch (node.op()) {
          case "ReduceMax" -> Pair.MAX;
          case "ReduceMin" -> Pair.MIN;
          default -> Pair.ADD;
        };
    float share = node.op().equals("ReduceMean") ? 1f / count : 1;
    program.add(new ReduceKernel(x.register(), y.register(), pair, share, into));
  }
}
