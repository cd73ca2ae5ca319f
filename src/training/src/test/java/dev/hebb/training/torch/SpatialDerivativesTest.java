package dev.hebb.training.torch;

import static dev.hebb.graph.op.Reduction.MAX;
import static dev.hebb.graph.op.Reduction.MEAN;
import static dev.hebb.training.torch.SlopeCase.dims;
import static dev.hebb.training.torch.SlopeCase.first;
import static dev.hebb.training.torch.SlopeCase.slope;

import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Param;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.BatchNormalization;
import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.ConvTranspose;
import dev.hebb.graph.op.Interpolation;
import dev.hebb.graph.op.Lrn;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Pool;
import dev.hebb.graph.op.Resize;
import dev.hebb.graph.op.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The printed derivative of what works on images is that of PyTorch's autograd. */
class SpatialDerivativesTest {
  private static final List<Integer> TWO = List.of(2, 2);
  private static final List<Integer> ONE = List.of(1, 1);
  private static final List<Integer> NONE = List.of(0, 0);

  private static Window window(List<Integer> begin, List<Integer> end) {
    int axes = begin.size();
    return new Window(
        Collections.nCopies(axes, 3),
        Collections.nCopies(axes, 2),
        begin,
        end,
        Collections.nCopies(axes, 1));
  }

  static List<SlopeCase> cases() {
    List<SlopeCase> all = new ArrayList<>();
    all.add(
        slope(
            "conv", new Conv(TWO, ONE, ONE, ONE, 1), dims(2, 3, 6, 5), dims(4, 3, 3, 3), dims(4)));
    all.add(
        slope(
            "conv of groups",
            new Conv(ONE, NONE, ONE, TWO, 2),
            dims(2, 4, 6, 7),
            dims(6, 2, 2, 3)));
    all.add(
        slope(
            "conv of a line",
            new Conv(List.of(2), List.of(0), List.of(1), List.of(1), 1),
            dims(2, 3, 8),
            dims(4, 3, 4),
            dims(4)));
    all.add(
        slope(
            "transposed conv",
            new ConvTranspose(TWO, NONE, NONE, ONE, ONE, 1),
            dims(2, 3, 4, 5),
            dims(3, 4, 3, 3),
            dims(4)));
    all.add(
        slope(
            "transposed conv, cut",
            new ConvTranspose(TWO, ONE, NONE, NONE, ONE, 2),
            dims(2, 4, 4, 5),
            dims(4, 3, 3, 3)));
    for (var reduction : List.of(MAX, MEAN)) {
      for (int axes = 1; axes <= 3; axes++) {
        List<Integer> zeros = Collections.nCopies(axes, 0);
        long[] lengths = new long[axes + 2];
        Arrays.fill(lengths, 6);
        all.add(
            slope(reduction + " pool " + axes, new Pool(reduction, window(zeros, zeros)), lengths));
        Window padded = window(zeros, Collections.nCopies(axes, 1));
        all.add(
            slope(reduction + " pool " + axes + ", padded", new Pool(reduction, padded), lengths));
      }
    }
    all.add(slope("lrn", new Lrn(5, 0.4, 0.75, 1), dims(2, 8, 3, 3)));
    all.add(slope("lrn of an even number", new Lrn(4, 0.4, 0.6, 2), dims(2, 7, 3)));
    for (boolean frozen : new boolean[] {false, true}) {
      String name = "batch normalization" + (frozen ? ", frozen" : "");
      Op whole = new BatchNormalization(1e-3, 0.9, true, true, frozen);
      all.add(normalization(name, whole, dims(4, 3, 5), dims(3), dims(3)));
      Op plain = new BatchNormalization(1e-3, 0.9, false, false, frozen);
      all.add(normalization(name + ", plain", plain, dims(4, 3)));
    }
    for (int axes = 1; axes <= 3; axes++) {
      long[] lengths = new long[axes + 2];
      Arrays.fill(lengths, 3);
      Resize nearest = Resize.by(Interpolation.NEAREST, Collections.nCopies(axes, 3));
      all.add(slope("nearest " + axes, nearest, lengths));
    }
    all.add(slope("linear", Resize.by(Interpolation.LINEAR, List.of(2)), dims(2, 3, 5)));
    all.add(slope("bilinear", Resize.by(Interpolation.LINEAR, TWO), dims(2, 3, 5, 4)));
    return all;
  }

  // Mean and variance that move are no parameters to be learnt.
  private static SlopeCase normalization(String name, Op op, long[]... dims) {
    return new SlopeCase(
        name,
        0.5,
        1.5,
        List.of(dims),
        (scope, in) -> {
          List<Value> all = new ArrayList<>(in);
          all.add(still(scope, "mean", Initializer.constant(0.3)));
          all.add(still(scope, "variance", Initializer.constant(0.6)));
          return first(scope, op, all);
        });
  }

  private static Value still(Scope scope, String name, Initializer initializer) {
    return scope.graph().param(new Param(name, List.of(3L), initializer, Fans.NONE, false));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isThatOfAutograd(SlopeCase each) {
    each.compare();
  }
}
