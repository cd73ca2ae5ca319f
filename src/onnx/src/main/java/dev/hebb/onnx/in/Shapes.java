package dev.hebb.onnx.in;

import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Expand;
import dev.hebb.graph.op.Gather;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.SplitBatch;
import dev.hebb.graph.op.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Operators that put numbers into other places. */
final class Shapes {
  private static final int MOST = 1 << 20;

  private Shapes() {}

  static List<Item> reshape(Call at) {
    Value x = at.value(0);
    List<Cell> lengths =
        at.has(1)
            ? at.known(1).cells()
            : at.attributes().longs("shape").orElse(List.of()).stream().map(Cell::of).toList();
    boolean zero = at.attributes().flag("allowzero", false);
    if (split(x, lengths)) {
      return split(at, x, lengths);
    }
    List<Long> dims = new ArrayList<>();
    for (Cell cell : lengths) {
      int place = dims.size();
      long number = cell.whole().orElse(1);
      if (place == 0 && cell.isNumber() && at.reading().isBatch(x, number)) {
        dims.add(View.axis(0));
      } else if (number == 0 && !zero) {
        dims.add(View.axis(at.axis(place, x.shape().rank())));
      } else if (number < -1 || number == 0) {
        throw at.refusal("lengths of at least 1, got " + number, "Write the file again");
      } else {
        dims.add(cell.isNumber() ? number : Views.dim(x.shape(), place, cell.size()));
      }
    }
    return Call.out(new Views(at.scope()).view(x, dims));
  }

  // Batch and time, which were one axis, apart: both are free.
  private static boolean split(Value x, List<Cell> lengths) {
    return x.shape().rank() > 0
        && lengths.size() > 1
        && lengths.get(0) instanceof Cell.Length a
        && lengths.get(1) instanceof Cell.Length b
        && x.shape().dim(0).size().equals(a.size().times(b.size()));
  }

  private static List<Item> split(Call at, Value x, List<Cell> lengths) {
    Value like = Spreads.like(at, lengths.get(0).size(), lengths.get(1).size());
    Value apart = at.scope().op(new SplitBatch(), x, like);
    List<Long> dims = new ArrayList<>(List.of(View.axis(0), View.axis(1)));
    for (Cell cell : lengths.subList(2, lengths.size())) {
      dims.add(cell.isNumber() ? cell.whole().orElseThrow() : View.REST);
    }
    return Call.out(new Views(at.scope()).view(apart, dims));
  }

  static List<Item> flatten(Call at) {
    Value x = at.value(0);
    int axis = flattened(at, x.shape().rank());
    if (axis == 1) {
      return Call.out(new Views(at.scope()).view(x, List.of(View.axis(0), View.REST)));
    }
    List<Size> sizes = x.shape().sizes();
    Size outer = sizes.subList(0, axis).stream().reduce(Size.of(1), Size::times);
    long rest = Views.dim(x.shape(), 0, outer);
    Size inner = sizes.subList(axis, sizes.size()).stream().reduce(Size.of(1), Size::times);
    long second = rest == View.REST ? inner.fixed().orElse(View.REST) : View.REST;
    return Call.out(new Views(at.scope()).view(x, List.of(rest, second)));
  }

  static int flattened(Call at, int rank) {
    long axis = at.attributes().whole("axis", 1);
    return axis == rank ? rank : at.axis(axis, rank);
  }

  static List<Item> transpose(Call at) {
    return Call.out(new Views(at.scope()).transposed(at.value(0), order(at, at.rank(0))));
  }

  static List<Integer> order(Call at, int rank) {
    return at.attributes()
        .ints("perm")
        .orElseGet(
            () -> {
              List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
              Collections.reverse(order);
              return order;
            });
  }

  static List<Item> squeeze(Call at) {
    List<Size> sizes = at.sizes(0);
    List<Integer> axes =
        at.axes(1, "axes", sizes.size())
            .orElseGet(
                () ->
                    IntStream.range(0, sizes.size())
                        .filter(axis -> sizes.get(axis).equals(Size.of(1)))
                        .boxed()
                        .toList());
    return Call.out(new Views(at.scope()).squeezed(at.value(0), axes));
  }

  static List<Item> unsqueeze(Call at) {
    return Call.out(new Views(at.scope()).unsqueezed(at.value(0), inserted(at, at.rank(0))));
  }

  /** Where axes are put in, ascending. */
  static List<Integer> inserted(Call at, int rank) {
    int added =
        at.has(1) ? at.wholes(1).size() : at.attributes().longs("axes").orElse(List.of()).size();
    return at.axes(1, "axes", rank + added).orElse(List.of()).stream().sorted().toList();
  }

  static List<Item> concat(Call at) {
    int axis = at.axis(at.attributes().whole("axis", 1), at.rank(0));
    Value[] all = IntStream.range(0, at.count()).mapToObj(at::value).toArray(Value[]::new);
    if (axis > 0) {
      batched(at, all);
    }
    return Call.out(all.length == 1 ? all[0] : at.scope().op(new Concat(axis), all));
  }

  // What is written down for one row is the same for all of them.
  private static void batched(Call at, Value... all) {
    for (Value like : all) {
      for (int i = 0; i < all.length; i++) {
        boolean one = all[i].shape().dim(0).size().equals(Size.of(1));
        if (one && at.reading().isBatch(like, 1)) {
          List<Long> dims =
              new ArrayList<>(Collections.nCopies(all[i].shape().rank(), Expand.KEEP));
          dims.set(0, Expand.axis(0));
          all[i] = at.scope().op(new Expand(dims), all[i], like);
        }
      }
    }
  }

  static List<Item> split(Call at) {
    Value x = at.value(0);
    int axis = at.axis(at.attributes().whole("axis", 0), x.shape().rank());
    long length = fixed(at, x, axis);
    List<Item> made = new ArrayList<>();
    long from = 0;
    for (long part : parts(at, length)) {
      made.addAll(Call.out(at.scope().op(Slice.of(axis, from, part), x)));
      from += part;
    }
    return made;
  }

  private static long fixed(Call at, Value x, int axis) {
    return x.shape()
        .dim(axis)
        .size()
        .fixed()
        .orElseThrow(
            () ->
                at.refusal(
                    "a fixed length of axis %d, got %s".formatted(axis, x.shape()),
                    "Say how long it is: dim(\"%s\", length)"
                        .formatted(x.shape().dim(axis).size())));
  }

  /** How long the parts of an axis are. */
  static List<Long> parts(Call at, long length) {
    if (at.has(1)) {
      return at.wholes(1);
    }
    return at.attributes().longs("split").orElseGet(() -> even(at, length));
  }

  private static List<Long> even(Call at, long length) {
    long count = at.node().getOutputCount();
    long part = (length + count - 1) / count;
    List<Long> parts = new ArrayList<>();
    for (long left = length; left > 0; left -= part) {
      parts.add(Math.min(left, part));
    }
    return parts;
  }

  static List<Item> slice(Call at) {
    Value x = at.value(0);
    for (Cut cut : Cut.of(at)) {
      x = cut(at, x, cut);
    }
    return Call.out(x);
  }

  private static Value cut(Call at, Value x, Cut cut) {
    Size size = x.shape().dim(cut.axis()).size();
    if (size.fixed().isEmpty()) {
      return open(at, x, cut);
    }
    long length = size.fixed().getAsLong();
    long count = cut.count(length);
    if (count == 0) {
      throw at.refusal(
          "a part that is not empty, got %s of %s".formatted(cut, x.shape()), "Leave it out");
    }
    long first = cut.first(length);
    if (count == length && cut.step() == 1) {
      return x;
    } else if (cut.step() == 1 || count == 1) {
      return at.scope().op(Slice.of(cut.axis(), first, count), x);
    }
    long last = first + (count - 1) * cut.step();
    Value part = x;
    if (Math.abs(last - first) + 1 < length) {
      part =
          at.scope().op(Slice.of(cut.axis(), Math.min(first, last), Math.abs(last - first) + 1), x);
    }
    Value turned = cut.step() < 0 ? at.scope().reverse(part, cut.axis()) : part;
    return Math.abs(cut.step()) == 1
        ? turned
        : every(at, turned, cut.axis(), Math.abs(cut.step()), count);
  }

  // Rows of as many as a step, of which the first is taken; the last row may be shorter.
  private static Value every(Call at, Value x, int axis, long step, long count) {
    if (count > MOST) {
      throw at.refusal("at most %d places to take, got %d".formatted(MOST, count), "Take fewer");
    }
    List<Long> places = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      places.add(i * step);
    }
    return at.scope().op(new Gather(axis), x, Types.wholes(places, at.scope()));
  }

  private static Value open(Call at, Value x, Cut cut) {
    boolean all = cut.start() == 0 && cut.end() >= Integer.MAX_VALUE;
    boolean reversed = cut.step() == -1 && cut.start() == -1 && cut.end() <= Integer.MIN_VALUE;
    if (reversed) {
      return at.scope().reverse(x, cut.axis());
    } else if (cut.step() != 1) {
      throw at.refusal(
          "a fixed length of axis %d to step along, got %s".formatted(cut.axis(), x.shape()),
          "Say how long it is: dim(\"%s\", length)".formatted(x.shape().dim(cut.axis()).size()));
    }
    long end = cut.end() >= Integer.MAX_VALUE ? Slice.END : cut.end();
    return all ? x : at.scope().op(new Slice(cut.axis(), cut.start(), end, false), x);
  }

  static List<Item> gather(Call at) {
    Value x = Products.table(at);
    int axis = at.axis(at.attributes().whole("axis", 0), x.shape().rank());
    if (at.item(1).known().isEmpty()) {
      return Call.out(at.scope().op(new Gather(axis), x, Types.wholes(at.value(1), at.scope())));
    }
    List<Size> sizes = at.sizes(1);
    List<Long> places = new ArrayList<>();
    for (long place : at.wholes(1)) {
      places.add(place < 0 ? place + fixed(at, x, axis) : place);
    }
    Value picked = run(at, x, axis, places);
    List<Long> dims = new ArrayList<>(Views.axes(picked));
    dims.remove(axis);
    for (int i = 0; i < sizes.size(); i++) {
      dims.add(axis + i, sizes.get(i).fixed().orElseThrow());
    }
    return Call.out(new Views(at.scope()).view(picked, dims));
  }

  // Neighbours are a part of the axis.
  private static Value run(Call at, Value x, int axis, List<Long> places) {
    boolean neighbours =
        !places.isEmpty()
            && IntStream.range(0, places.size()).allMatch(i -> places.get(i) == places.get(0) + i);
    return neighbours
        ? at.scope().op(Slice.of(axis, places.get(0), places.size()), x)
        : at.scope().op(new Gather(axis), x, Types.wholes(places, at.scope()));
  }
}
