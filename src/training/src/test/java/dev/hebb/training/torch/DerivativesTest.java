package dev.hebb.training.torch;

import static dev.hebb.graph.op.Reduction.MAX;
import static dev.hebb.graph.op.Reduction.MEAN;
import static dev.hebb.graph.op.Reduction.MIN;
import static dev.hebb.graph.op.Reduction.SUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Param;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.AffineSample;
import dev.hebb.graph.op.ArgMax;
import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.BatchNormalization;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.ConvTranspose;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Expand;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Gather;
import dev.hebb.graph.op.GatherElements;
import dev.hebb.graph.op.Gemm;
import dev.hebb.graph.op.Gru;
import dev.hebb.graph.op.Interpolation;
import dev.hebb.graph.op.Lrn;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.MergeBatch;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Pad;
import dev.hebb.graph.op.Pool;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.Resize;
import dev.hebb.graph.op.Rnn;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.SplitBatch;
import dev.hebb.graph.op.TopK;
import dev.hebb.graph.op.Transpose;
import dev.hebb.graph.op.View;
import dev.hebb.graph.op.Where;
import dev.hebb.graph.op.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The printed derivative of each operator is that of PyTorch's autograd. */
class DerivativesTest {
  private static final List<Integer> TWO = List.of(2, 2);
  private static final List<Integer> ONE = List.of(1, 1);
  private static final List<Integer> NONE = List.of(0, 0);

  private static SlopeCase of(String name, Op op, long[]... dims) {
    return new SlopeCase(name, -1, 1, List.of(dims), (scope, in) -> first(scope, op, in));
  }

  private static Value first(Scope scope, Op op, List<Value> in) {
    return scope.ops(op, in.toArray(Value[]::new)).get(0);
  }

  private static long[] dims(long... dims) {
    return dims;
  }

  private static Window window(List<Integer> begin, List<Integer> end) {
    int axes = begin.size();
    return new Window(
        Collections.nCopies(axes, 3),
        Collections.nCopies(axes, 2),
        begin,
        end,
        Collections.nCopies(axes, 1));
  }

  static List<SlopeCase> known() {
    List<SlopeCase> all = new ArrayList<>();
    for (var reduction : List.of(MEAN, SUM, MAX, MIN)) {
      all.add(of(reduction + " of all", Reduce.all(reduction), dims(3, 4)));
      all.add(of(reduction + " kept", new Reduce(reduction, List.of(1), true), dims(2, 3, 4)));
      all.add(
          of(reduction + " of two", new Reduce(reduction, List.of(0, 2), false), dims(2, 3, 4)));
    }
    all.add(of("reshape", new Reshape(List.of(4L, -1L)), dims(2, 3, 4)));
    all.add(of("view", new View(List.of(View.REST, View.axis(0))), dims(2, 3, 4)));
    all.add(of("merge", new MergeBatch(), dims(2, 3, 4)));
    all.add(of("split", new SplitBatch(), dims(6, 4), dims(2, 3, 5)));
    all.add(of("transpose", new Transpose(List.of(2, 0, 1)), dims(2, 3, 4)));
    all.add(of("expand", new Expand(List.of(2L, 3L, 4L)), dims(3, 1)));
    all.add(of("slice", new Slice(1, 1, 3, false), dims(2, 5)));
    all.add(of("slice to the end", Slice.withoutFirst(1, 2), dims(2, 5)));
    all.add(of("slice of the last", Slice.last(1, 2), dims(2, 5)));
    all.add(of("slice without the last", Slice.withoutLast(1, 2), dims(2, 5)));
    all.add(of("reverse", Slice.reverse(1), dims(2, 5)));
    all.add(of("concat", new Concat(1), dims(2, 3), dims(2, 1), dims(2, 2)));
    all.add(of("pad", new Pad(List.of(0, 1), List.of(2, -1), 3), dims(3, 4)));
    all.add(of("gemm", new Gemm(), dims(5, 3), dims(3, 4), dims(4)));
    all.add(of("large gemm", new Gemm(), dims(5, 96), dims(96, 128), dims(128)));
    all.add(of("product", new MatMul(), dims(5, 3), dims(3, 4)));
    all.add(of("product of three axes", new MatMul(), dims(2, 5, 3), dims(3, 4)));
    all.add(of("products", new MatMul(), dims(2, 5, 3), dims(2, 3, 4)));
    all.add(of("repeated products", new MatMul(), dims(6, 2, 5, 3), dims(1, 2, 3, 4)));
    all.add(
        of("conv", new Conv(TWO, ONE, ONE, ONE, 1), dims(2, 3, 6, 5), dims(4, 3, 3, 3), dims(4)));
    all.add(
        of("conv of groups", new Conv(ONE, NONE, ONE, TWO, 2), dims(2, 4, 6, 7), dims(6, 2, 2, 3)));
    all.add(
        of(
            "conv of a line",
            new Conv(List.of(2), List.of(0), List.of(1), List.of(1), 1),
            dims(2, 3, 8),
            dims(4, 3, 4),
            dims(4)));
    all.add(
        of(
            "transposed conv",
            new ConvTranspose(TWO, NONE, NONE, ONE, ONE, 1),
            dims(2, 3, 4, 5),
            dims(3, 4, 3, 3),
            dims(4)));
    all.add(
        of(
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
            of(reduction + " pool " + axes, new Pool(reduction, window(zeros, zeros)), lengths));
        Window padded = window(zeros, Collections.nCopies(axes, 1));
        all.add(of(reduction + " pool " + axes + ", padded", new Pool(reduction, padded), lengths));
      }
    }
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
      all.add(of("nearest " + axes, nearest, lengths));
    }
    all.add(of("linear", Resize.by(Interpolation.LINEAR, List.of(2)), dims(2, 3, 5)));
    all.add(of("bilinear", Resize.by(Interpolation.LINEAR, TWO), dims(2, 3, 5, 4)));
    for (Direction direction : Direction.values()) {
      for (Activation activation : List.of(Activation.TANH, Activation.RELU)) {
        String name = direction + " " + activation;
        Op rnn = new Rnn(2, activation, true, false, direction);
        Op gru = new Gru(1, activation, Activation.SIGMOID, true, true, false, direction);
        long[][] rnnIn = {dims(4, 3, 5), dims(2, 5), dims(2, 2), dims(2)};
        long[][] gruIn = {dims(4, 3, 5), dims(3, 5), dims(3, 1), dims(3), dims(3)};
        all.add(of("rnn " + name, rnn, rnnIn));
        all.add(twice("rnn " + name + ", all and last", rnn, rnnIn));
        all.add(of("gru " + name, gru, gruIn));
        all.add(twice("gru " + name + ", all and last", gru, gruIn));
      }
    }
    all.add(
        new SlopeCase("rows", -1, 1, List.of(dims(5, 3), dims(2, 5)), (s, in) -> gather(s, 0, in)));
    all.add(
        new SlopeCase(
            "places", -1, 1, List.of(dims(2, 5, 3), dims(2, 5)), (s, in) -> gather(s, 1, in)));
    all.add(
        new SlopeCase(
            "elements",
            -1,
            1,
            List.of(dims(4, 5)),
            (s, in) -> s.op(new GatherElements(), in.get(0), s.op(new ArgMax(), in.get(0)))));
    all.add(
        new SlopeCase(
            "where",
            -1,
            1,
            List.of(dims(4, 5), dims(5), dims(4, 1)),
            (s, in) -> {
              Value above = s.arithmetic(Operator.GREATER, in.get(0), s.constant(0));
              return s.op(new Where(), above, in.get(1), in.get(2));
            }));
    all.add(
        new SlopeCase(
            "used twice",
            -1,
            1,
            List.of(dims(4, 5)),
            (s, in) ->
                s.arithmetic(Operator.MUL, s.activate(Activation.TANH, in.get(0)), in.get(0))));
    all.add(
        new SlopeCase(
            "cast",
            -4,
            4,
            List.of(dims(4, 5)),
            (s, in) ->
                s.arithmetic(
                    Operator.MUL,
                    in.get(0),
                    s.op(new Cast(DataType.FLOAT32), s.op(new Cast(DataType.INT64), in.get(0))))));
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

  private static Value gather(Scope scope, int axis, List<Value> in) {
    return scope.op(new Gather(axis), in.get(0), scope.op(new ArgMax(), in.get(1)));
  }

  // Both outputs of a recurrence, one of them beside what goes in: nobody may change a gradient.
  private static SlopeCase twice(String name, Op op, long[]... dims) {
    return new SlopeCase(
        name,
        -1,
        1,
        List.of(dims),
        (scope, in) -> {
          List<Value> out = scope.ops(op, in.toArray(Value[]::new));
          Value sum = scope.op(new Reduce(SUM, List.of(2), true), in.get(0));
          Value all = scope.arithmetic(Operator.ADD, out.get(0), sum);
          return scope.arithmetic(Operator.ADD, all, out.get(1));
        });
  }

  @ParameterizedTest
  @MethodSource("known")
  void isThatOfAutograd(SlopeCase each) {
    compare(each);
  }

  @ParameterizedTest
  @EnumSource(Function.class)
  void ofEveryFunction(Function function) {
    Activation activation = new Activation(function, 0.7);
    Map<Function, double[]> domains =
        new TreeMap<>(
            Map.of(
                Function.SQRT, new double[] {0.1, 4},
                Function.LOG, new double[] {0.1, 4},
                Function.ASIN, new double[] {-0.9, 0.9},
                Function.ACOS, new double[] {-0.9, 0.9},
                Function.ATANH, new double[] {-0.9, 0.9},
                Function.ACOSH, new double[] {1.1, 4},
                Function.TAN, new double[] {-1, 1}));
    double[] domain = domains.getOrDefault(function, new double[] {-8, 8});
    compare(
        new SlopeCase(
            function.name(),
            domain[0],
            domain[1],
            List.of(dims(6, 40)),
            (scope, in) -> scope.op(new Activate(activation), in.get(0))));
  }

  @ParameterizedTest
  @EnumSource(
      value = Operator.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"EQUAL", "GREATER"})
  void ofArithmeticThatRepeats(Operator operator) {
    for (long[] other : List.of(dims(3, 4, 5), dims(5), dims(4, 1), dims(1, 1, 5), dims())) {
      for (boolean turned : new boolean[] {false, true}) {
        compare(
            new SlopeCase(
                operator + " " + other.length + " " + turned,
                0.5,
                2,
                List.of(dims(3, 4, 5), other),
                (s, in) ->
                    s.op(
                        new Arithmetic(operator), in.get(turned ? 1 : 0), in.get(turned ? 0 : 1))));
      }
    }
  }

  private static void compare(SlopeCase each) {
    List<float[]> printed = each.printed().orElseThrow();
    List<float[]> expected = each.autograd();
    double most = 0;
    for (int i = 0; i < expected.size(); i++) {
      float[] slopes = expected.get(i);
      float[] got = printed.get(i);
      assertThat(got).hasSameSizeAs(slopes);
      for (int at = 0; at < slopes.length; at++) {
        most = Math.max(most, Math.abs(slopes[at]));
        double tolerance = 1e-5 + 2e-5 * Math.abs(slopes[at]);
        assertThat(got[at])
            .as("%s %d, %d", each, i, at)
            .isCloseTo(slopes[at], within((float) tolerance));
      }
    }
    assertThat(most).as("something is learnt").isGreaterThan(flat(each) ? -1 : 1e-3);
  }

  // Of steps alone there is nothing to learn.
  private static boolean flat(SlopeCase each) {
    return List.of("FLOOR", "CEIL", "ROUND", "SIGN").contains(each.name());
  }

  static List<SlopeCase> unknown() {
    Activation tanh = Activation.TANH;
    Activation sigmoid = Activation.SIGMOID;
    return List.of(
        of("lrn", new Lrn(5, 1e-4, 0.75, 1), dims(2, 8, 3, 3)),
        of("top", new TopK(2), dims(3, 5)),
        of(
            "lstm",
            new Lstm(2, tanh, sigmoid, true, false, Direction.FORWARD),
            dims(4, 3, 5),
            dims(8, 5),
            dims(8, 2),
            dims(8)),
        of(
            "rnn of another function",
            new Rnn(2, Activation.SOFTSIGN, true, false, Direction.FORWARD),
            dims(4, 3, 5),
            dims(2, 5),
            dims(2, 2),
            dims(2)),
        of("cubic", Resize.by(Interpolation.CUBIC, TWO), dims(2, 3, 5, 4)),
        of(
            "sample",
            new AffineSample(3, 3, AffineSample.Fill.NEAREST),
            dims(2, 3, 5, 4),
            dims(2, 6)));
  }

  @ParameterizedTest
  @MethodSource("unknown")
  void whatIsNotKnownIsLeftToAutograd(SlopeCase each) {
    assertThat(each.printed()).isEmpty();
    assertThat(each.autograd()).isNotEmpty();
  }
}
