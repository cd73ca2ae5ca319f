package dev.hebb.onnx.in;

import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.ConvTranspose;
import dev.hebb.graph.op.Lrn;
import dev.hebb.graph.op.Pad;
import dev.hebb.graph.op.Pool;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Operators that slide along axes. */
final class Windows {
  private Windows() {}

  static List<Item> conv(Call at) {
    Value x = at.floats(0);
    Value w = at.weight(1);
    Around around = Around.of(at, x.shape(), kernel(w.shape()));
    Conv conv =
        new Conv(
            around.strides(),
            around.begin(),
            around.end(),
            around.dilations(),
            Math.toIntExact(at.attributes().whole("group", 1)));
    return Call.out(
        at.has(2) ? at.scope().op(conv, x, w, at.weight(2)) : at.scope().op(conv, x, w));
  }

  private static List<Integer> kernel(Shape w) {
    return w.dims().subList(2, w.rank()).stream()
        .map(dim -> (int) dim.size().fixed().orElseThrow())
        .toList();
  }

  static List<Item> convTranspose(Call at) {
    Value x = at.floats(0);
    Value w = at.weight(1);
    Attributes attributes = at.attributes();
    List<Integer> kernel = kernel(w.shape());
    int axes = kernel.size();
    List<Integer> strides = attributes.ints("strides").orElse(Collections.nCopies(axes, 1));
    List<Integer> dilations = attributes.ints("dilations").orElse(Collections.nCopies(axes, 1));
    List<Integer> more = attributes.ints("output_padding").orElse(Collections.nCopies(axes, 0));
    List<Integer> begin = new ArrayList<>();
    List<Integer> end = new ArrayList<>();
    List<Integer> added = new ArrayList<>();
    List<Integer> pads = attributes.ints("pads").orElse(Collections.nCopies(2 * axes, 0));
    String auto = attributes.text("auto_pad", "NOTSET");
    List<Integer> lengths = attributes.ints("output_shape").orElse(List.of());
    for (int i = 0; i < axes; i++) {
      int reach = dilations.get(i) * (kernel.get(i) - 1) + 1;
      int total = pads.get(i) + pads.get(axes + i);
      boolean same = auto.startsWith("SAME");
      if (!lengths.isEmpty()) {
        long in = Around.fixed(at, x.shape(), 2 + i);
        int wanted = lengths.get(lengths.size() - axes + i);
        total = Math.toIntExact(strides.get(i) * (in - 1) + more.get(i) + reach - wanted);
      } else if (same) {
        total = Math.max(reach + more.get(i) - strides.get(i), 0);
      }
      boolean said = !same && lengths.isEmpty();
      int less = Math.floorDiv(total, 2);
      int first = said ? pads.get(i) : auto.equals("SAME_UPPER") ? less : total - less;
      int last = said ? pads.get(axes + i) : total - first;
      begin.add(first);
      end.add(Math.max(last, 0));
      added.add(more.get(i) + Math.max(-last, 0));
    }
    int groups = Math.toIntExact(attributes.whole("group", 1));
    ConvTranspose conv = new ConvTranspose(strides, begin, end, added, dilations, groups);
    return Call.out(
        at.has(2) ? at.scope().op(conv, x, w, at.weight(2)) : at.scope().op(conv, x, w));
  }

  static List<Item> maxPool(Call at) {
    if (at.wanted(1)) {
      throw at.unsupported("the output Indices");
    }
    Value x = at.floats(0);
    Around around = pooled(at, x.shape());
    return Call.out(at.scope().op(new Pool(Reduction.MAX, around.rounded(at, x.shape())), x));
  }

  static List<Item> averagePool(Call at) {
    Value x = at.floats(0);
    Around around = pooled(at, x.shape());
    if (around.dilations().stream().anyMatch(dilation -> dilation > 1)) {
      throw at.unsupported("a mean over a dilated window");
    }
    Window window = around.rounded(at, x.shape());
    boolean counted = at.attributes().flag("count_include_pad", false);
    if (!counted || !window.padded()) {
      return Call.out(at.scope().op(new Pool(Reduction.MEAN, window), x));
    }
    // Zeros that count, then what rounding up adds, which does not.
    List<Integer> none = List.of(0, 0);
    Value zeros =
        at.scope()
            .op(
                new Pad(
                    Stream.concat(none.stream(), around.begin().stream()).toList(),
                    Stream.concat(none.stream(), around.end().stream()).toList()),
                x);
    List<Integer> rest =
        IntStream.range(0, window.axes())
            .mapToObj(i -> window.end().get(i) - around.end().get(i))
            .toList();
    List<Integer> nothing = Collections.nCopies(window.axes(), 0);
    Window inner = new Window(window.kernel(), window.strides(), nothing, rest, window.dilations());
    return Call.out(at.scope().op(new Pool(Reduction.MEAN, inner), zeros));
  }

  private static Around pooled(Call at, Shape x) {
    List<Integer> kernel = at.attributes().ints("kernel_shape").orElse(List.of());
    if (kernel.size() != x.rank() - 2) {
      throw at.refusal(
          "a kernel_shape of %d numbers, got %s".formatted(x.rank() - 2, kernel),
          "Write the file again");
    }
    return Around.of(at, x, kernel);
  }

  static List<Item> lrn(Call at) {
    Attributes attributes = at.attributes();
    return Call.out(
        at.scope()
            .op(
                new Lrn(
                    Math.toIntExact(attributes.whole("size", 1)),
                    attributes.number("alpha", 1e-4),
                    attributes.number("beta", 0.75),
                    attributes.number("bias", 1)),
                at.floats(0)));
  }

  // Blocks of channels become blocks of pixels, or the other way round.
  static List<Item> depthToSpace(Call at) {
    Value x = at.floats(0);
    long block = at.attributes().whole("blocksize", 1);
    Views views = new Views(at.scope());
    List<Size> sizes = x.shape().sizes();
    Size deep = sizes.get(1).affine(1, 0, block * block);
    Size by = Size.of(block);
    boolean columns = at.attributes().text("mode", "DCR").equals("DCR");
    List<Size> parts =
        columns
            ? List.of(sizes.get(0), by, by, deep, sizes.get(2), sizes.get(3))
            : List.of(sizes.get(0), deep, by, by, sizes.get(2), sizes.get(3));
    List<Integer> order = columns ? List.of(0, 3, 4, 1, 5, 2) : List.of(0, 1, 4, 2, 5, 3);
    Value mixed = views.transposed(views.sized(x, parts), order);
    return Call.out(
        views.sized(
            mixed,
            List.of(
                sizes.get(0),
                deep,
                sizes.get(2).affine(block, 0, 1),
                sizes.get(3).affine(block, 0, 1))));
  }

  static List<Item> spaceToDepth(Call at) {
    Value x = at.floats(0);
    long block = at.attributes().whole("blocksize", 1);
    Views views = new Views(at.scope());
    List<Size> sizes = x.shape().sizes();
    Size by = Size.of(block);
    Size high = sizes.get(2).affine(1, 0, block);
    Size wide = sizes.get(3).affine(1, 0, block);
    Value parts = views.sized(x, List.of(sizes.get(0), sizes.get(1), high, by, wide, by));
    Value mixed = views.transposed(parts, List.of(0, 3, 5, 1, 2, 4));
    Size deep = sizes.get(1).affine(block * block, 0, 1);
    return Call.out(views.sized(mixed, List.of(sizes.get(0), deep, high, wide)));
  }
}
