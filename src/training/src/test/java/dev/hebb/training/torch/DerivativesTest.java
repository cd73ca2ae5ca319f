package dev.hebb.training.torch;

import static dev.hebb.graph.op.Reduction.MAX;
import static dev.hebb.graph.op.Reduction.MEAN;
import static dev.hebb.graph.op.Reduction.MIN;
import static dev.hebb.graph.op.Reduction.SUM;
import static dev.hebb.training.torch.SlopeCase.dims;
import static dev.hebb.training.torch.SlopeCase.slope;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.AffineSample;
import dev.hebb.graph.op.ArgMax;
import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Expand;
import dev.hebb.graph.op.Fill;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Gather;
import dev.hebb.graph.op.GatherElements;
import dev.hebb.graph.op.Gemm;
import dev.hebb.graph.op.Interpolation;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.MergeBatch;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Pad;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.Resize;
import dev.hebb.graph.op.Rnn;
import dev.hebb.graph.op.SequenceMask;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.SplitBatch;
import dev.hebb.graph.op.TopK;
import dev.hebb.graph.op.Transpose;
import dev.hebb.graph.op.View;
import dev.hebb.graph.op.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The printed derivative of each operator is that of PyTorch's autograd. */
class DerivativesTest {
  static List<SlopeCase> known() {
    List<SlopeCase> all = new ArrayList<>();
    for (var reduction : List.of(MEAN, SUM, MAX, MIN)) {
      all.add(slope(reduction + " of all", Reduce.all(reduction), dims(3, 4)));
      all.add(slope(reduction + " kept", new Reduce(reduction, List.of(1), true), dims(2, 3, 4)));
      all.add(
          slope(reduction + " of two", new Reduce(reduction, List.of(0, 2), false), dims(2, 3, 4)));
    }
    all.add(slope("reshape", new Reshape(List.of(4L, -1L)), dims(2, 3, 4)));
    all.add(slope("view", new View(List.of(View.REST, View.axis(0))), dims(2, 3, 4)));
    all.add(slope("merge", new MergeBatch(), dims(2, 3, 4)));
    all.add(slope("split", new SplitBatch(), dims(6, 4), dims(2, 3, 5)));
    all.add(slope("transpose", new Transpose(List.of(2, 0, 1)), dims(2, 3, 4)));
    all.add(slope("expand", new Expand(List.of(2L, 3L, 4L)), dims(3, 1)));
    all.add(slope("slice", new Slice(1, 1, 3, false), dims(2, 5)));
    all.add(slope("slice to the end", Slice.withoutFirst(1, 2), dims(2, 5)));
    all.add(slope("slice of the last", Slice.last(1, 2), dims(2, 5)));
    all.add(slope("slice without the last", Slice.withoutLast(1, 2), dims(2, 5)));
    all.add(slope("reverse", Slice.reverse(1), dims(2, 5)));
    all.add(slope("concat", new Concat(1), dims(2, 3), dims(2, 1), dims(2, 2)));
    all.add(slope("pad", new Pad(List.of(0, 1), List.of(2, -1), 3), dims(3, 4)));
    all.add(slope("gemm", new Gemm(), dims(5, 3), dims(3, 4), dims(4)));
    all.add(slope("large gemm", new Gemm(), dims(5, 96), dims(96, 128), dims(128)));
    all.add(slope("large product", new MatMul(), dims(2, 5, 96), dims(96, 128)));
    all.add(slope("product", new MatMul(), dims(5, 3), dims(3, 4)));
    all.add(slope("product of three axes", new MatMul(), dims(2, 5, 3), dims(3, 4)));
    all.add(slope("products", new MatMul(), dims(2, 5, 3), dims(2, 3, 4)));
    all.add(slope("repeated products", new MatMul(), dims(6, 2, 5, 3), dims(1, 2, 3, 4)));
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
            "fill",
            -1,
            1,
            List.of(dims(3, 4, 2), dims(3, 4)),
            (s, in) -> {
              Value lengths = s.op(new ArgMax(), in.get(1));
              Value mask = s.op(new SequenceMask(1), in.get(0), lengths);
              return s.op(new Fill(1, 3, false), in.get(0), mask);
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

  private static Value gather(Scope scope, int axis, List<Value> in) {
    return scope.op(new Gather(axis), in.get(0), scope.op(new ArgMax(), in.get(1)));
  }

  @ParameterizedTest
  @MethodSource("known")
  void isThatOfAutograd(SlopeCase each) {
    each.compare();
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
    new SlopeCase(
            function.name(),
            domain[0],
            domain[1],
            List.of(dims(6, 40)),
            (scope, in) -> scope.op(new Activate(activation), in.get(0)))
        .compare();
  }

  @ParameterizedTest
  @EnumSource(
      value = Operator.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"EQUAL", "GREATER"})
  void ofArithmeticThatRepeats(Operator operator) {
    for (long[] other : List.of(dims(3, 4, 5), dims(5), dims(4, 1), dims(1, 1, 5), dims())) {
      for (boolean turned : new boolean[] {false, true}) {
        new SlopeCase(
                operator + " " + other.length + " " + turned,
                0.5,
                2,
                List.of(dims(3, 4, 5), other),
                (s, in) ->
                    s.op(new Arithmetic(operator), in.get(turned ? 1 : 0), in.get(turned ? 0 : 1)))
            .compare();
      }
    }
  }

  static List<SlopeCase> unknown() {
    Activation tanh = Activation.TANH;
    return List.of(
        slope("top", new TopK(2), dims(3, 5)),
        slope(
            "lstm of another function",
            new Lstm(2, tanh, Activation.HARD_SIGMOID, true, false, Direction.FORWARD),
            dims(4, 3, 5),
            dims(8, 5),
            dims(8, 2),
            dims(8)),
        slope(
            "rnn of another function",
            new Rnn(2, Activation.SOFTSIGN, true, false, Direction.FORWARD),
            dims(4, 3, 5),
            dims(2, 5),
            dims(2, 2),
            dims(2)),
        slope("cubic", Resize.by(Interpolation.CUBIC, List.of(2, 2)), dims(2, 3, 5, 4)),
        slope(
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
