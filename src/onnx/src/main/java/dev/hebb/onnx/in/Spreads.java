package dev.hebb.onnx.in;

import dev.hebb.graph.Port;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Expand;
import dev.hebb.graph.op.Pad;
import dev.hebb.graph.op.Range;
import dev.hebb.graph.op.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Operators that make more numbers of fewer, or numbers of lengths. */
final class Spreads {
  // Of what is written out number by number.
  private static final int MOST = 4096;

  private Spreads() {}

  static List<Item> expand(Call at) {
    return Call.out(expanded(at, at.value(0), at.known(1).cells()));
  }

  static Value expanded(Call at, Value x, List<Cell> lengths) {
    int added = lengths.size() - x.shape().rank();
    List<Long> dims = new ArrayList<>();
    Optional<Source> source = Optional.empty();
    for (int i = 0; i < Math.max(lengths.size(), x.shape().rank()); i++) {
      int own = added < 0 ? i : i - added;
      Size size = own < 0 ? Size.of(1) : x.shape().dim(own).size();
      Cell wanted = added < 0 ? (i < -added ? Cell.of(1) : lengths.get(i + added)) : lengths.get(i);
      if (own >= 0 && (wanted.equals(Cell.of(1)) || wanted.equals(Cell.of(size)))) {
        dims.add(Expand.KEEP);
      } else if (wanted.isNumber()) {
        dims.add(wanted.whole().orElseThrow());
      } else {
        Source found = source(at, wanted.size());
        if (source.isPresent() && !source.get().value().equals(found.value())) {
          throw at.unsupported("an expansion to lengths of several inputs");
        }
        source = Optional.of(found);
        dims.add(Expand.axis(found.axis()));
      }
    }
    boolean same =
        dims.size() == x.shape().rank() && dims.stream().allMatch(dim -> dim == Expand.KEEP);
    if (same) {
      return x;
    }
    return source.isPresent()
        ? at.scope().op(new Expand(dims), x, source.get().value())
        : at.scope().op(new Expand(dims), x);
  }

  // Who is as long.
  private record Source(Value value, int axis) {}

  private static Source source(Call at, Size size) {
    for (Port port : at.reading().builder().inputs()) {
      int axis = port.value().shape().sizes().indexOf(size);
      if (axis >= 0) {
        return new Source(port.value(), axis);
      }
    }
    return at.reading().builder().nodes().stream()
        .flatMap(node -> node.outputs().stream())
        .filter(value -> value.shape().sizes().contains(size))
        .findFirst()
        .map(value -> new Source(value, value.shape().sizes().indexOf(size)))
        .orElseThrow(
            () ->
                at.refusal(
                    "a length of something that is fed or computed, got " + size,
                    "Say how long it is: dim(\"name\", length)"));
  }

  /** Something whose first two axes are as long. */
  static Value like(Call at, Size first, Size second) {
    return Stream.concat(
            at.reading().builder().inputs().stream().map(Port::value),
            at.reading().builder().nodes().stream().flatMap(node -> node.outputs().stream()))
        .filter(value -> value.shape().rank() > 1)
        .filter(value -> value.shape().dim(0).size().equals(first))
        .filter(value -> value.shape().dim(1).size().equals(second))
        .findFirst()
        .orElseThrow(
            () ->
                at.refusal(
                    "something of %s and %s, got nothing".formatted(first, second),
                    "Say how long they are: dim(\"name\", length)"));
  }

  static List<Item> constantOfShape(Call at) {
    Known fill =
        at.attributes()
            .tensor("value")
            .map(tensor -> new Tensors("value").read(tensor))
            .orElse(Known.scalar(Kind.FLOAT, Cell.of(0.0)));
    Cell number = fill.cells().get(0);
    Known lengths = at.known(0);
    if (lengths.isNumbers()) {
      List<Long> dims = lengths.cells().stream().map(cell -> cell.whole().orElseThrow()).toList();
      long size = dims.stream().reduce(1L, Math::multiplyExact);
      if (size <= MOST) {
        List<Cell> cells = Collections.nCopies((int) size, number);
        return List.of(Item.of("constant", Known.of(fill.kind(), dims, cells)));
      }
    }
    Value value = at.scope().constant(number.real());
    Value typed = fill.kind() == Kind.WHOLE ? Types.wholes(value, at.scope()) : value;
    return List.of(Item.of(fill.kind(), expanded(at, typed, lengths.cells())));
  }

  static List<Item> range(Call at) {
    Cell start = at.known(0).cells().get(0);
    Cell limit = at.known(1).cells().get(0);
    Cell step = at.known(2).cells().get(0);
    if (!start.equals(Cell.of(0)) || !step.equals(Cell.of(1))) {
      throw at.unsupported("a range up to a free length that is not from 0 in steps of 1");
    }
    Source source = source(at, limit.size());
    return Call.out(at.scope().op(new Range(source.axis()), source.value()));
  }

  static List<Item> shape(Call at) {
    List<Size> sizes = at.sizes(0);
    int rank = sizes.size();
    long start = at.attributes().whole("start", 0);
    long end = at.attributes().whole("end", rank);
    int from = (int) Math.max(0, Math.min(rank, start < 0 ? start + rank : start));
    int to = (int) Math.max(from, Math.min(rank, end < 0 ? end + rank : end));
    return List.of(Item.of("shape", Known.lengths(sizes.subList(from, to))));
  }

  static List<Item> size(Call at) {
    Size all = at.sizes(0).stream().reduce(Size.of(1), Size::times);
    return List.of(Item.of("size", Known.scalar(Kind.WHOLE, Cell.of(all))));
  }

  static List<Item> tile(Call at) {
    Value x = at.value(0);
    List<Long> repeats = at.wholes(1);
    for (int axis = 0; axis < repeats.size(); axis++) {
      long count = repeats.get(axis);
      if (count < 1 || count > MOST) {
        throw at.refusal(
            "1 to %d repetitions, got %d".formatted(MOST, count), "Expand an axis of length one");
      }
      if (count > 1) {
        x =
            at.scope()
                .op(new Concat(axis), Collections.nCopies((int) count, x).toArray(Value[]::new));
      }
    }
    return Call.out(x);
  }

  static List<Item> pad(Call at) {
    Value x = at.floats(0);
    int rank = x.shape().rank();
    List<Long> pads =
        at.has(1)
            ? at.wholes(1)
            : at.attributes()
                .longs("pads")
                .or(() -> at.attributes().longs("paddings"))
                .orElse(List.of());
    List<Integer> axes = at.axes(3, "axes", rank).orElse(IntStream.range(0, rank).boxed().toList());
    List<Integer> begin = new ArrayList<>(Collections.nCopies(rank, 0));
    List<Integer> end = new ArrayList<>(Collections.nCopies(rank, 0));
    for (int i = 0; i < axes.size(); i++) {
      begin.set(axes.get(i), Math.toIntExact(pads.get(i)));
      end.set(axes.get(i), Math.toIntExact(pads.get(axes.size() + i)));
    }
    String mode = at.attributes().text("mode", "constant");
    if (mode.equals("constant")) {
      double number = at.has(2) ? at.numbers(2).get(0).real() : at.attributes().number("value", 0);
      boolean none = Stream.of(begin, end).flatMap(List::stream).allMatch(pad -> pad == 0);
      return Call.out(none ? x : at.scope().op(new Pad(begin, end, number), x));
    }
    for (int axis = 0; axis < rank; axis++) {
      x = mirrored(at, x, axis, begin.get(axis), end.get(axis), mode);
    }
    return Call.out(x);
  }

  // What is put around is taken from within.
  private static Value mirrored(Call at, Value x, int axis, int before, int behind, String mode) {
    if (before == 0 && behind == 0) {
      return x;
    } else if (before < 0 || behind < 0 || before > MOST || behind > MOST) {
      throw at.refusal(
          "0 to %d numbers around, got %d and %d".formatted(MOST, before, behind), "Pad less");
    }
    List<Value> parts = new ArrayList<>();
    Value first = at.scope().op(Slice.of(axis, 0, 1), x);
    Value last = at.scope().op(Slice.last(axis, 1), x);
    switch (mode) {
      case "edge" -> {
        parts.addAll(Collections.nCopies(before, first));
        parts.add(x);
        parts.addAll(Collections.nCopies(behind, last));
      }
      case "reflect" -> {
        if (before > 0) {
          parts.add(at.scope().reverse(at.scope().op(Slice.of(axis, 1, before), x), axis));
        }
        parts.add(x);
        if (behind > 0) {
          Slice back = new Slice(axis, -behind - 1, -1, false);
          parts.add(at.scope().reverse(at.scope().op(back, x), axis));
        }
      }
      case "wrap" -> {
        if (before > 0) {
          parts.add(at.scope().op(Slice.last(axis, before), x));
        }
        parts.add(x);
        if (behind > 0) {
          parts.add(at.scope().op(Slice.of(axis, 0, behind), x));
        }
      }
      default -> throw at.unsupported("the mode \"" + mode + "\"");
    }
    return at.scope().op(new Concat(axis), parts.toArray(Value[]::new));
  }
}
