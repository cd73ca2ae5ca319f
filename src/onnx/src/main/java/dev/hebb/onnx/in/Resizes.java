package dev.hebb.onnx.in;

import dev.hebb.graph.Size;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Gather;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Resize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Resize and Upsample in all their ways: as the graph's own operator where it means the same; else
 * axis by axis, with what each number takes from where worked out when the file is read.
 */
final class Resizes {
  private static final long LONGEST = 1 << 16;
  private static final long LARGEST = 1 << 24;

  private final Call at;
  private final Sampling sampling;
  private final List<Double> scales;
  private final List<Long> lengths;

  private Resizes(Call at, Sampling sampling, List<Double> scales, List<Long> lengths) {
    this.at = at;
    this.sampling = sampling;
    this.scales = scales;
    this.lengths = lengths;
  }

  static List<Item> upsample(Call at) {
    List<Double> scales =
        at.has(1)
            ? at.numbers(1).stream().map(Cell::real).toList()
            : at.attributes().floats("scales").orElse(List.of());
    return new Resizes(at, Sampling.old(at), scales, List.of()).resized();
  }

  static List<Item> resize(Call at) {
    if (at.opset() < 11) {
      return upsample(at);
    }
    int rank = at.rank(0);
    List<Integer> axes =
        at.attributes()
            .longs("axes")
            .map(all -> all.stream().map(axis -> at.axis(axis, rank)).toList())
            .orElse(IntStream.range(0, rank).boxed().toList());
    if (at.attributes().flag("antialias", false)
        || !at.attributes().text("keep_aspect_ratio_policy", "stretch").equals("stretch")) {
      throw at.unsupported("antialias or keep_aspect_ratio_policy");
    }
    List<Double> scales = new ArrayList<>(Collections.nCopies(rank, 1.0));
    boolean sized = at.has(3) && at.item(3).sizes().get(0).at(java.util.Map.of()) > 0;
    if (!sized) {
      List<Cell> given = at.numbers(2);
      IntStream.range(0, axes.size()).forEach(i -> scales.set(axes.get(i), given.get(i).real()));
      return new Resizes(at, Sampling.of(at, axes), scales, List.of()).resized();
    }
    return new Resizes(at, Sampling.of(at, axes), scales, lengths(at, rank, axes)).resized();
  }

  // Of an axis that stays as it is the length may be free.
  private static List<Long> lengths(Call at, int rank, List<Integer> axes) {
    List<Long> lengths = new ArrayList<>(Collections.nCopies(rank, -1L));
    List<Cell> given = at.known(3).cells();
    for (int i = 0; i < axes.size(); i++) {
      Size own = at.sizes(0).get(axes.get(i));
      if (!given.get(i).equals(Cell.of(own))) {
        lengths.set(
            axes.get(i),
            given
                .get(i)
                .whole()
                .orElseThrow(
                    () ->
                        at.refusal(
                            "a known length, got one that depends on free axes",
                            "Say how long they are: dim(\"name\", length)")));
      }
    }
    return lengths;
  }

  private boolean stays(int axis) {
    return lengths.isEmpty() ? scales.get(axis) == 1 : lengths.get(axis) == -1;
  }

  private List<Item> resized() {
    Value x = at.floats(0);
    int rank = x.shape().rank();
    if (!sampling.crops() && rank > 2 && stays(0) && stays(1)) {
      List<Integer> factors = factors(rank);
      if (!factors.isEmpty() && sampling.own(factors.size()).isPresent()) {
        return Call.out(at.scope().op(Resize.by(sampling.own(factors.size()).get(), factors), x));
      }
    }
    for (int axis = 0; axis < rank; axis++) {
      if (!stays(axis) || sampling.crops()) {
        x = along(x, axis);
      }
    }
    return Call.out(x);
  }

  // By which each axis after the first two becomes longer, if by whole numbers.
  private List<Integer> factors(int rank) {
    List<Integer> factors = new ArrayList<>();
    for (int axis = 2; axis < rank; axis++) {
      double factor = scales.get(axis);
      if (!lengths.isEmpty() && !stays(axis)) {
        OptionalLong from = at.sizes(0).get(axis).fixed();
        factor = from.isEmpty() ? 0 : (double) lengths.get(axis) / from.getAsLong();
      }
      if (factor < 1 || factor != Math.rint(factor)) {
        return List.of();
      }
      factors.add((int) factor);
    }
    return factors;
  }

  private Value along(Value x, int axis) {
    long in = Around.fixed(at, x.shape(), axis);
    long out =
        stays(axis)
            ? in
            : lengths.isEmpty() ? (long) Math.floor(in * scales.get(axis)) : lengths.get(axis);
    double scale = lengths.isEmpty() || stays(axis) ? scales.get(axis) : (double) out / in;
    if (out < 1 || out > LONGEST || in > LONGEST || in * out > LARGEST) {
      throw at.refusal(
          "1 to %d numbers along an axis, got %d of %d".formatted(LONGEST, out, in), "Take others");
    }
    if (sampling.nearest() && !sampling.crops()) {
      List<Long> places = sampling.places((int) in, (int) out, scale);
      return at.scope().op(new Gather(axis), x, Types.wholes(places, at.scope()));
    }
    float[] weights = sampling.weights((int) in, (int) out, scale, axis);
    String name = at.node().getOutput(0) + "/weights" + axis;
    Value matrix = at.reading().items().fixed(name, Tensor.of(weights, in, out));
    List<Integer> order = Views.last(axis, x.shape().rank());
    Views views = new Views(at.scope());
    Value product = at.scope().op(new MatMul(), views.transposed(x, order), matrix);
    return views.transposed(product, Views.back(order));
  }
}
