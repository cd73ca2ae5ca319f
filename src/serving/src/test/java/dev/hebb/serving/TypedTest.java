package dev.hebb.serving;

import static dev.hebb.runtime.ModelBuilder.FLOAT;
import static dev.hebb.runtime.ModelBuilder.INT32;
import static dev.hebb.runtime.ModelBuilder.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hebb.runtime.ModelBuilder;
import dev.hebb.runtime.OneCall;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.Predictors;
import dev.hebb.runtime.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records in, records out. */
@SuppressWarnings("ArrayRecordComponent") // as users have them
class TypedTest {
  // The answer of two fields.
  private static final double BYTES_OF_AN_ANSWER = 24;

  @TempDir private Path folder;

  record Features(float[] x) {}

  record Units(float[] y) {}

  record All(
      float f,
      double d,
      int i,
      @Named("long/0") long l,
      boolean b,
      String s,
      float[][] grid,
      long[][][] cube,
      String[] words) {}

  record AllOut(
      String[] words_out,
      float f_out,
      double d_out,
      int i_out,
      @Named("long/0_out") long l_out,
      boolean b_out,
      String s_out,
      float[][] grid_out,
      long[][][] cube_out) {}

  record Factor(float x) {}

  record Product(float y) {}

  @Test
  void oneRow() {
    try (Predictors predictors = open(Samples.dense())) {
      Typed<Features, Units> dense = Typed.of(predictors, Features.class, Units.class);
      float[] x = {1, 2, 3};
      assertThat(dense.predict(new Features(x)).y()).containsExactly(Samples.dense(x));
    }
  }

  @Test
  void manyRowsAtOnceAndTogetherWithOthers() {
    try (Predictors predictors = open(Samples.dense());
        Batcher batcher =
            Batcher.with().maximumSize(2).maximumWait(Duration.ofSeconds(20)).over(predictors)) {
      Typed<Features, Units> dense = Typed.of(predictors, Features.class, Units.class);
      Features one = new Features(new float[] {1, 2, 3});
      Features two = new Features(new float[] {3, 0, 1});
      List<Units> both = dense.predict(List.of(one, two));
      assertThat(both.get(0).y()).containsExactly(Samples.dense(1, 2, 3));
      assertThat(both.get(1).y()).containsExactly(Samples.dense(3, 0, 1));
      assertThat(dense.predict(List.of())).isEmpty();
      CompletableFuture<Units> first = dense.submit(batcher, one);
      assertThat(dense.predict(batcher, two).y()).containsExactly(Samples.dense(3, 0, 1));
      assertThat(first.join().y()).containsExactly(Samples.dense(1, 2, 3));
      assertThat(batcher.counts().runs()).isEqualTo(1);
    }
  }

  @Test
  void everyTypeAndDepth() {
    try (Predictors predictors = open(all())) {
      Typed<All, AllOut> typed = Typed.of(predictors, All.class, AllOut.class);
      float[][] grid = {{1, 2, 3}, {4, 5, 6}};
      long[][][] cube = {{{1}, {2}}, {{3}, {4}}, {{5}, {6}}};
      AllOut out =
          typed.predict(
              new All(1.5f, 2.5, 3, 4, true, "five", grid, cube, new String[] {"six", "seven"}));
      assertThat(out.f_out()).isEqualTo(1.5f);
      assertThat(out.d_out()).isEqualTo(2.5);
      assertThat(out.i_out()).isEqualTo(3);
      assertThat(out.l_out()).isEqualTo(4);
      assertThat(out.b_out()).isTrue();
      assertThat(out.s_out()).isEqualTo("five");
      assertThat(out.grid_out()).isDeepEqualTo(grid);
      assertThat(out.cube_out()).isDeepEqualTo(cube);
      assertThat(out.words_out()).containsExactly("six", "seven");
    }
  }

  @Test
  void numbersAreNotBoxed() {
    try (Predictors predictors = open(ServingSamples.scaled(3))) {
      Typed<Factor, Product> typed = Typed.of(predictors, Factor.class, Product.class);
      Factor in = new Factor(2);
      predictors.call(
          p -> {
            double run = OneCall.bytes(p::run);
            double all = OneCall.bytes(() -> typed.predict(p, in));
            assertThat(all - run).isLessThanOrEqualTo(BYTES_OF_AN_ANSWER);
            assertThat(typed.predict(p, in)).isEqualTo(new Product(6));
            return p;
          });
    }
  }

  record Unknown(float[] features) {}

  record Doubles(double[] x) {}

  record One(float x) {}

  record Deep(float[][] x) {}

  record Nothing() {}

  record Extra(float[] y, float z) {}

  @Test
  void whatDoesNotGoTogether() {
    try (Predictors predictors = open(Samples.dense())) {
      refused(
          () -> Typed.of(predictors, Unknown.class, Units.class),
          "m.onnx: component \"features\" of Unknown: expected one of \"x\", got \"features\"."
              + " Rename it, or put @Named before it.");
      refused(
          () -> Typed.of(predictors, Doubles.class, Units.class),
          "m.onnx: component \"x\" of Doubles: expected float[] for input \"x\" float32 [batch=1, 3],"
              + " got double[]. Change its type.");
      refused(
          () -> Typed.of(predictors, One.class, Units.class),
          "m.onnx: component \"x\" of One: expected float[] for input \"x\" float32 [batch=1, 3],"
              + " got float. Change its type.");
      refused(
          () -> Typed.of(predictors, Deep.class, Units.class),
          "m.onnx: component \"x\" of Deep: expected float[] for input \"x\" float32 [batch=1, 3],"
              + " got float[][]. Change its type.");
      refused(
          () -> Typed.of(predictors, Nothing.class, Units.class),
          "m.onnx: input \"x\" float32 [batch=1, 3] has no component in Nothing. Add one.");
      refused(
          () -> Typed.of(predictors, Features.class, Extra.class),
          "m.onnx: component \"z\" of Extra: expected one of \"y\", got \"z\". Rename it, or put"
              + " @Named before it.");
      Typed<Features, Units> dense = Typed.of(predictors, Features.class, Units.class);
      refused(
          () -> dense.predict(new Features(new float[2])),
          "m.onnx: input \"x\" takes 3 floats a row, got 2.");
    }
  }

  record Grid(float[][] x) {}

  record GridOut(float[][] y) {}

  @Test
  void nestedArraysOfOtherSizes() {
    try (Predictors predictors = open(Samples.relu("batch", 2, 3))) {
      Typed<Grid, GridOut> typed = Typed.of(predictors, Grid.class, GridOut.class);
      refused(
          () -> typed.predict(new Grid(new float[][] {{1, 2, 3}, {4, 5}})),
          "m.onnx: input \"x\" takes 3 along axis 2, got 2.");
      refused(
          () -> typed.predict(new Grid(new float[3][3])),
          "m.onnx: input \"x\" takes 2 along axis 1, got 3.");
      refused(
          () -> Typed.of(predictors, One.class, GridOut.class),
          "m.onnx: component \"x\" of One: expected float[] or float[][] for input \"x\" float32"
              + " [batch=1, 2, 3], got float. Change its type.");
    }
  }

  private static ModelBuilder all() {
    int doubles = DataType.DOUBLE.getNumber();
    int strings = DataType.STRING.getNumber();
    ModelBuilder model = new ModelBuilder();
    same(model, "f", FLOAT, "batch");
    same(model, "d", doubles, "batch", 1);
    same(model, "i", INT32, "batch");
    same(model, "long/0", INT64, "batch");
    same(model, "b", DataType.BOOL.getNumber(), "batch");
    same(model, "s", strings, "batch");
    same(model, "grid", FLOAT, "batch", 2, 3);
    same(model, "cube", INT64, "batch", 3, 2, 1);
    same(model, "words", strings, "batch", 2);
    return model;
  }

  private static void same(ModelBuilder model, String name, int type, Object... dims) {
    model.input(name, type, dims);
    model.output(name + "_out", type, dims);
    model.node("Identity", List.of(name), name + "_out");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(PredictorException.class).hasMessage(message);
  }

  private Predictors open(ModelBuilder model) {
    return Predictors.open(model.write(folder.resolve("m.onnx")), Predictor.with().trust());
  }
}
