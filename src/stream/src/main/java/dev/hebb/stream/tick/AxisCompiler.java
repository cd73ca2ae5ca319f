package dev.hebb.stream.tick;

import dev.hebb.stream.tick.Program.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What moves numbers, or only names their axes anew; and whole numbers that say how, which are
 * known here.
 */
record AxisCompiler(Compiler program, OnnxNode node) {
  void add() {
    if (program.isLongs(node.input(0))) {
      longs();
      return;
    }
    Operand x = program.operand(node.input(0));
    switch (node.op()) {
      case "Identity" -> program.alias(node.output(0), x);
      case "Reshape" -> program.alias(node.output(0), x.as(reshaped(x)));
      case "Squeeze" -> program.alias(node.output(0), x.as(squeezed(x)));
      case "Unsqueeze" -> program.alias(node.output(0), x.as(unsqueezed(x)));
      case "Shape" ->
          program.define(
              node.output(0), x.dims().stream().map(Integer::longValue).toArray(Long[]::new));
      case "Concat" -> concat(x);
      case "Slice" -> slice(x);
      default -> transpose(x);
    }
  }

  private void longs() {
    List<Long> first = program.longs(node.input(0));
    List<Long> result = new ArrayList<>();
    if (node.op().equals("Concat")) {
      node.inputs().forEach(input -> result.addAll(program.longs(input)));
    } else if (node.op().equals("Slice") && node.input(4).isEmpty()) {
      int from = program.longs(node.input(1)).get(0).intValue();
      int to = program.longs(node.input(2)).get(0).intValue();
      result.addAll(first.subList(from, to));
    } else {
      throw new Unknown(node.op() + " of whole numbers");
    }
    program.define(node.output(0), result.toArray(Long[]::new));
  }

  // 0 keeps a length, -1 is what is left.
  private List<Integer> reshaped(Operand x) {
    List<Long> wanted = program.longs(node.input(1));
    List<Integer> dims = new ArrayList<>();
    int known = 1;
    for (int i = 0; i < wanted.size(); i++) {
      int length = wanted.get(i) == 0 ? x.dim(i) : wanted.get(i).intValue();
      dims.add(length);
      known *= length == -1 ? 1 : length;
    }
    int left = x.size() / known;
    dims.replaceAll(length -> length == -1 ? left : length);
    return dims;
  }

  private List<Integer> squeezed(Operand x) {
    List<Long> axes = program.longs(node.input(1));
    List<Integer> dims = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      if (!axes.contains((long) axis) && !axes.contains((long) axis - x.rank())) {
        dims.add(x.dim(axis));
      }
    }
    return dims;
  }

  private List<Integer> unsqueezed(Operand x) {
    List<Long> axes = program.longs(node.input(1));
    int rank = x.rank() + axes.size();
    List<Integer> dims = new ArrayList<>(x.dims());
    axes.stream()
        .map(axis -> (int) (axis < 0 ? axis + rank : axis))
        .sorted()
        .forEach(axis -> dims.add(axis, 1));
    return dims;
  }

  private void concat(Operand first) {
    long given = node.integer("axis", 0);
    int axis = (int) (given < 0 ? given + first.rank() : given);
    List<Operand> parts = node.inputs().stream().map(program::operand).toList();
    List<Integer> dims = new ArrayList<>(first.dims());
    dims.set(axis, parts.stream().mapToInt(part -> part.dim(axis)).sum());
    Operand y = program.define(node.output(0), dims);
    int at = 0;
    for (Operand part : parts) {
      int run = part.dim(axis) * part.inner(axis);
      int[] starts = new int[part.outer(axis)];
      int[] ends = new int[starts.length];
      for (int i = 0; i < starts.length; i++) {
        starts[i] = i * run;
        ends[i] = i * y.dim(axis) * y.inner(axis) + at;
      }
      at += run;
      program.add(new CopyKernel(part.register(), y.register(), starts, ends, run));
    }
  }

  private void slice(Operand x) {
    List<Long> axes = program.longs(node.input(3));
    boolean plain =
        axes.size() == 1
            && axes.get(0) >= 0
            && (node.input(4).isEmpty() || program.longs(node.input(4)).equals(List.of(1L)));
    if (!plain) {
      throw new Unknown("a slice that is more than a part of one axis");
    }
    int axis = axes.get(0).intValue();
    int from = within(program.longs(node.input(1)).get(0), x.dim(axis));
    int to = within(program.longs(node.input(2)).get(0), x.dim(axis));
    List<Integer> dims = new ArrayList<>(x.dims());
    dims.set(axis, to - from);
    Operand y = program.define(node.output(0), dims);
    int[] starts = new int[x.outer(axis)];
    int[] ends = new int[starts.length];
    int run = (to - from) * x.inner(axis);
    for (int i = 0; i < starts.length; i++) {
      starts[i] = (i * x.dim(axis) + from) * x.inner(axis);
      ends[i] = i * run;
    }
    program.add(new CopyKernel(x.register(), y.register(), starts, ends, run));
  }

  private static int within(long index, int length) {
    return (int) Math.max(0, Math.min(length, index < 0 ? index + length : index));
  }

  private void transpose(Operand x) {
    List<Integer> order = node.integers("perm").stream().map(Long::intValue).toList();
    List<Integer> dims = order.stream().map(x.dims()::get).toList();
    List<Integer> moving = new ArrayList<>(order);
    moving.removeIf(axis -> x.dim(axis) == 1);
    List<Integer> sorted = new ArrayList<>(moving);
    Collections.sort(sorted);
    if (moving.equals(sorted)) { // no number moves
      program.alias(node.output(0), x.as(dims));
      return;
    }
    Operand y = program.define(node.output(0), dims);
    int[] starts = new int[x.size()];
    int[] ends = new int[starts.length];
    Arrays.setAll(ends, i -> i);
    for (int i = 0; i < starts.length; i++) {
      for (int axis = 0; axis < y.rank(); axis++) {
        starts[i] += i / y.inner(axis) % y.dim(axis) * x.inner(order.get(axis));
      }
    }
    program.add(new CopyKernel(x.register(), y.register(), starts, ends, 1));
  }
}
