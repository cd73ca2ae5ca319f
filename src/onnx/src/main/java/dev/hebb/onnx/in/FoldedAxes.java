package dev.hebb.onnx.in;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Puts numbers that are known when the file is read into other places. */
final class FoldedAxes {
  private static final int MOST = 1 << 20;

  private FoldedAxes() {}

  static List<Long> broadcast(List<Long> a, List<Long> b) {
    int rank = Math.max(a.size(), b.size());
    List<Long> dims = new ArrayList<>();
    for (int i = rank; i > 0; i--) {
      long left = i <= a.size() ? a.get(a.size() - i) : 1;
      long right = i <= b.size() ? b.get(b.size() - i) : 1;
      if (left != right && left != 1 && right != 1) {
        throw new IllegalArgumentException("shapes " + a + " and " + b);
      }
      dims.add(left == 1 ? right : left);
    }
    return dims;
  }

  private static long size(List<Long> dims) {
    long size = 1;
    for (long dim : dims) {
      if (dim < 0 || (dim > 0 && size > MOST / dim)) {
        throw new Folding.Unfoldable();
      }
      size *= dim;
    }
    return size;
  }

  // How far apart neighbours along each axis lie.
  private static List<Long> strides(List<Long> dims) {
    List<Long> strides = new ArrayList<>(dims);
    long stride = 1;
    for (int axis = dims.size() - 1; axis >= 0; axis--) {
      strides.set(axis, stride);
      stride *= dims.get(axis);
    }
    return strides;
  }

  /** Numbers whose place is worked out of that along each axis. */
  private static List<Cell> placed(
      List<Cell> from, List<Long> dims, List<Long> strides, long start) {
    long size = size(dims);
    List<Cell> cells = new ArrayList<>();
    long[] place = new long[dims.size()];
    for (long i = 0; i < size; i++) {
      long at = start;
      for (int axis = 0; axis < place.length; axis++) {
        at += place[axis] * strides.get(axis);
      }
      cells.add(from.get(Math.toIntExact(at)));
      for (int axis = place.length - 1; axis >= 0 && ++place[axis] == dims.get(axis); axis--) {
        place[axis] = 0;
      }
    }
    return cells;
  }

  static List<Cell> expanded(Known x, List<Long> dims) {
    if (x.dims().equals(dims)) {
      return x.cells();
    }
    List<Long> own = strides(x.dims());
    List<Long> strides = new ArrayList<>(Collections.nCopies(dims.size(), 0L));
    int added = dims.size() - x.rank();
    for (int axis = 0; axis < x.rank(); axis++) {
      strides.set(added + axis, x.dims().get(axis) == 1 ? 0 : own.get(axis));
    }
    return placed(x.cells(), dims, strides, 0);
  }

  static Known expand(Call at) {
    List<Long> dims = broadcast(at.known(0).dims(), lengths(at, 1));
    return Known.of(at.kind(0), dims, expanded(at.known(0), dims));
  }

  private static List<Long> lengths(Call at, int input) {
    Known known = at.known(input);
    if (!known.isNumbers()) {
      throw new Folding.Unfoldable();
    }
    return known.cells().stream().map(cell -> cell.whole().orElseThrow()).toList();
  }

  static Known concat(Call at) {
    Known first = at.known(0);
    int axis = at.axis(at.attributes().whole("axis", 0), first.rank());
    List<Known> all = IntStream.range(0, at.count()).mapToObj(at::known).toList();
    List<Long> dims = new ArrayList<>(first.dims());
    dims.set(axis, all.stream().mapToLong(each -> each.dims().get(axis)).sum());
    size(dims);
    long outer = size(first.dims().subList(0, axis));
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < outer; i++) {
      for (Known each : all) {
        int block = Math.toIntExact(size(each.dims().subList(axis, each.rank())));
        cells.addAll(each.cells().subList(i * block, (i + 1) * block));
      }
    }
    return Known.of(first.kind(), dims, cells);
  }

  static Known gather(Call at) {
    Known x = at.known(0);
    Known places = at.known(1);
    int axis = at.axis(at.attributes().whole("axis", 0), x.rank());
    long length = x.dims().get(axis);
    List<Long> dims = new ArrayList<>(x.dims().subList(0, axis));
    dims.addAll(places.dims());
    dims.addAll(x.dims().subList(axis + 1, x.rank()));
    size(dims);
    List<Known> parts = new ArrayList<>();
    for (long place : lengths(at, 1)) {
      long from = place < 0 ? place + length : place;
      parts.add(part(x, axis, from, 1, 1));
    }
    long outer = size(x.dims().subList(0, axis));
    int inner = Math.toIntExact(size(x.dims().subList(axis + 1, x.rank())));
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < outer; i++) {
      for (Known part : parts) {
        cells.addAll(part.cells().subList(i * inner, (i + 1) * inner));
      }
    }
    return Known.of(x.kind(), dims, cells);
  }

  private static Known part(Known x, int axis, long start, long step, long count) {
    List<Long> strides = new ArrayList<>(strides(x.dims()));
    long stride = strides.get(axis);
    strides.set(axis, stride * step);
    List<Long> dims = new ArrayList<>(x.dims());
    dims.set(axis, count);
    return Known.of(x.kind(), dims, placed(x.cells(), dims, strides, start * stride));
  }

  static Known slice(Call at) {
    Known x = at.known(0);
    for (Cut cut : Cut.of(at)) {
      long length = x.dims().get(cut.axis());
      x = part(x, cut.axis(), cut.first(length), cut.step(), cut.count(length));
    }
    return x;
  }

  static List<Known> split(Call at) {
    Known x = at.known(0);
    int axis = at.axis(at.attributes().whole("axis", 0), x.rank());
    List<Known> parts = new ArrayList<>();
    long from = 0;
    for (long length : Shapes.parts(at, x.dims().get(axis))) {
      parts.add(part(x, axis, from, 1, length));
      from += length;
    }
    return parts;
  }

  static Known transpose(Call at) {
    Known x = at.known(0);
    List<Integer> order = Shapes.order(at, x.rank());
    List<Long> strides = strides(x.dims());
    List<Long> dims = order.stream().map(x.dims()::get).toList();
    return Known.of(
        x.kind(), dims, placed(x.cells(), dims, order.stream().map(strides::get).toList(), 0));
  }

  static Known tile(Call at) {
    Known x = at.known(0);
    List<Long> repeats = lengths(at, 1);
    for (int axis = 0; axis < x.rank(); axis++) {
      List<Long> dims = new ArrayList<>(x.dims());
      dims.add(axis, repeats.get(axis));
      List<Long> strides = new ArrayList<>(strides(x.dims()));
      strides.add(axis, 0L);
      List<Cell> cells = placed(x.cells(), dims, strides, 0);
      long length = dims.remove(axis);
      dims.set(axis, dims.get(axis) * length);
      x = Known.of(x.kind(), dims, cells);
    }
    return x;
  }

  static Known reshape(Call at) {
    Known x = at.known(0);
    List<Long> dims = new ArrayList<>(lengths(at, at.has(1) ? 1 : 0));
    long known = 1;
    for (int i = 0; i < dims.size(); i++) {
      if (dims.get(i) == 0 && !at.attributes().flag("allowzero", false)) {
        dims.set(i, x.dims().get(i));
      }
      known *= dims.get(i) == -1 ? 1 : dims.get(i);
    }
    int rest = dims.indexOf(-1L);
    if (rest >= 0) {
      dims.set(rest, x.size() / known);
    }
    if (size(dims) != x.size()) {
      throw new IllegalArgumentException(dims + " for " + x.dims());
    }
    return x.reshaped(dims);
  }

  static Known flatten(Call at) {
    Known x = at.known(0);
    int axis = Shapes.flattened(at, x.rank());
    return x.reshaped(
        List.of(size(x.dims().subList(0, axis)), size(x.dims().subList(axis, x.rank()))));
  }

  static Known squeeze(Call at) {
    Known x = at.known(0);
    List<Integer> axes =
        at.axes(1, "axes", x.rank())
            .orElseGet(
                () ->
                    IntStream.range(0, x.rank())
                        .filter(i -> x.dims().get(i) == 1)
                        .boxed()
                        .toList());
    return x.reshaped(
        IntStream.range(0, x.rank())
            .filter(i -> !axes.contains(i))
            .mapToObj(x.dims()::get)
            .toList());
  }

  static Known unsqueeze(Call at) {
    Known x = at.known(0);
    List<Long> dims = new ArrayList<>(x.dims());
    Shapes.inserted(at, x.rank()).forEach(axis -> dims.add(axis, 1L));
    return x.reshaped(dims);
  }
}
