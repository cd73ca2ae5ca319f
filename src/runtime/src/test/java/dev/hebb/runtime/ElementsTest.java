package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type of element goes in and comes out as it was, through either way. */
class ElementsTest {
  private static final float THIRD = 1 / 3f;

  @TempDir private Path folder;

  @Test
  void doubles() {
    both(
        DataType.DOUBLE,
        p -> {
          assertThat(p.input().type()).isEqualTo(Element.FLOAT64);
          p.input().put(0, new double[] {1 / 3.0, -2});
          p.input().put(1, new double[] {0, 5});
          p.input().setDouble(2, Double.MAX_VALUE);
          p.run();
          assertThat(p.output().getDouble(0)).isEqualTo(1 / 3.0);
          assertThat(p.output().doubles().get(2)).isEqualTo(Double.MAX_VALUE);
          double[] row = new double[2];
          p.output().get(1, row);
          assertThat(row).containsExactly(Double.MAX_VALUE, 5);
          p.input().put(new double[] {4, 3, 2, 1});
          p.run();
          assertThat(p.output().getDouble(3)).isEqualTo(1);
        });
  }

  @Test
  void halves() {
    both(
        DataType.FLOAT16,
        p -> {
          // The nearest of eleven bits: 1365/4096.
          floats(p, Element.FLOAT16, 1365 / 4096f);
          assertThat(p.output().shorts().get(1)).isEqualTo((short) 0xC000);
        });
  }

  @Test
  void upperHalves() {
    both(
        DataType.BFLOAT16,
        p -> {
          // The nearest of eight bits: 171/512.
          floats(p, Element.BFLOAT16, 171 / 512f);
          assertThat(p.output().shorts().get(1)).isEqualTo((short) 0xC000);
        });
  }

  private static void floats(Predictor p, Element type, float third) {
    assertThat(p.input().type()).isEqualTo(type);
    p.input().put(0, new float[] {THIRD, -2});
    p.input().put(1, new float[] {0, 5});
    p.input().set(2, Float.POSITIVE_INFINITY);
    p.run();
    assertThat(p.output().get(0)).isEqualTo(third);
    float[] row = new float[2];
    p.output().get(1, row);
    assertThat(row).containsExactly(Float.POSITIVE_INFINITY, 5);
    p.input().put(new float[] {4, -2, 2, 1});
    p.run();
    assertThat(p.output().get(0)).isEqualTo(4);
  }

  @Test
  void bytesOfBothKinds() {
    for (DataType type : List.of(DataType.INT8, DataType.UINT8)) {
      both(
          type,
          p -> {
            p.input().put(0, new byte[] {-1, 2});
            p.input().put(1, new byte[] {3, 4});
            p.input().setByte(2, Byte.MIN_VALUE);
            p.run();
            assertThat(p.output().getByte(0)).isEqualTo((byte) -1);
            byte[] row = new byte[2];
            p.output().get(1, row);
            assertThat(row).containsExactly(Byte.MIN_VALUE, 4);
            assertThat(p.output().bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {-1, 2, -128, 4}));
            p.input().put(new byte[] {9, 8, 7, 6});
            p.run();
            assertThat(p.output().getByte(3)).isEqualTo((byte) 6);
          });
    }
  }

  @Test
  void shorts() {
    both(
        DataType.INT16,
        p -> {
          p.input().put(0, new short[] {-1, 2});
          p.input().put(1, new short[] {3, 4});
          p.input().setShort(2, Short.MIN_VALUE);
          p.run();
          assertThat(p.output().getShort(0)).isEqualTo((short) -1);
          short[] row = new short[2];
          p.output().get(1, row);
          assertThat(row).containsExactly(Short.MIN_VALUE, 4);
          p.input().put(new short[] {9, 8, 7, 6});
          p.run();
          assertThat(p.output().shorts().get(3)).isEqualTo((short) 6);
        });
  }

  @Test
  void truths() {
    both(
        DataType.BOOL,
        p -> {
          p.input().put(0, new boolean[] {true, false});
          p.input().setBoolean(3, true);
          p.run();
          assertThat(p.output().getBoolean(0)).isTrue();
          assertThat(p.output().getBoolean(1)).isFalse();
          boolean[] row = new boolean[2];
          p.output().get(1, row);
          assertThat(row).containsExactly(false, true);
          assertThat(p.output().bytes().get(3)).isEqualTo((byte) 1);
          p.input().put(new boolean[] {false, true, true, true});
          p.run();
          assertThat(p.output().getBoolean(2)).isTrue();
        });
  }

  @Test
  void strings() {
    both(
        DataType.STRING,
        p -> {
          p.run();
          assertThat(p.output().getString(0)).isEmpty();
          p.input().put(0, new String[] {"a", ""});
          p.input().put(1, new String[] {"\uD83D\uDC4D", "d"});
          p.input().setString(3, "D\u00E9j\u00E0");
          p.run();
          String[] row = new String[2];
          p.output().get(1, row);
          assertThat(row).containsExactly("\uD83D\uDC4D", "D\u00E9j\u00E0");
          assertThat(p.output().getString(0)).isEqualTo("a");
          p.input().put(new String[] {"w", "x", "y", "z"});
          p.run();
          assertThat(p.output().getString(2)).isEqualTo("y");
        });
  }

  @Test
  void stringsBesideNumbersAndSoTheEngine() {
    Path file =
        new ModelBuilder()
            .input("name", DataType.STRING_VALUE, "batch")
            .input("x", ModelBuilder.FLOAT, "batch", 2)
            .output("y", ModelBuilder.FLOAT, "batch", 2)
            .output("same", DataType.STRING_VALUE, "batch")
            .node("Relu", List.of("x"), "y")
            .node("Identity", List.of("name"), "same")
            .write(folder.resolve("m.onnx"));
    try (Predictor p = Predictor.with().batch(2).open(file)) {
      assertThat(p.describe()).endsWith("\n  engine: JNI (strings)");
      p.input("name").put(new String[] {"one", "two"});
      p.input("x").put(new float[] {1, -2, 3, 4});
      p.run();
      assertThat(p.output("same").getString(1)).isEqualTo("two");
      assertThat(p.output("y").get(1)).isZero();
      assertThat(p.output("y").get(3)).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UINT16", "UINT32", "UINT64"})
  void whatTheJavaClassesDoNotHoldIsNamed(String type) {
    Path file = identity(DataType.valueOf(type));
    assertThatThrownBy(() -> Predictor.open(file))
        .isInstanceOf(PredictorException.class)
        .hasMessage(
            "m.onnx: input \"x\" holds %s, which ONNX Runtime's Java classes do not. Export it with a cast to one of float32, float64, float16, bfloat16, int8, uint8, int16, int32, int64, bool, string."
                .formatted(type.toLowerCase(java.util.Locale.ROOT)));
  }

  @Test
  void theWrongTypeIsToldTheRightCall() {
    wrong(
        DataType.FLOAT16,
        p -> p.input().floats(),
        "m.onnx: input \"x\" holds float16, not float32. Use shorts() or put(row, float[]).");
    wrong(
        DataType.UINT8,
        p -> p.output().get(0),
        "m.onnx: output \"y\" holds uint8, not float32. Use bytes() or get(row, byte[]).");
    wrong(
        DataType.BOOL,
        p -> p.input().setByte(0, (byte) 1),
        "m.onnx: input \"x\" holds bool, not int8. Use bytes() or put(row, boolean[]).");
    wrong(
        DataType.STRING,
        p -> p.output().longs(),
        "m.onnx: output \"y\" holds string, not int64. Use get(row, String[]).");
    wrong(
        DataType.DOUBLE,
        p -> p.input().put(0, new double[3]),
        "m.onnx: input \"x\" takes 2 doubles a row, got 3.");
  }

  @Test
  void nanIsRefusedWhereAskedFor() {
    for (DataType type : List.of(DataType.FLOAT, DataType.FLOAT16, DataType.BFLOAT16)) {
      try (Predictor p = Predictor.with().batch(2).rejectNaN().open(identity(type))) {
        p.input().set(3, Float.NaN);
        assertThatThrownBy(p::run)
            .isInstanceOf(PredictorException.class)
            .hasMessage(
                "m.onnx: input \"x\", row 1, position 1: expected a number, got NaN. Fill gaps before, or open without rejectNaN().");
        p.input().set(3, Float.NEGATIVE_INFINITY);
        p.run();
        assertThat(p.output().get(3)).isEqualTo(Float.NEGATIVE_INFINITY);
      }
    }
    try (Predictor p = Predictor.with().batch(2).rejectNaN().open(identity(DataType.DOUBLE))) {
      p.input().setDouble(0, Double.NaN);
      assertThatThrownBy(p::run).hasMessageContaining("row 0, position 0: expected a number");
    }
    try (Predictor p = Predictor.with().batch(2).open(identity(DataType.FLOAT))) {
      p.input().set(0, Float.NaN);
      p.run();
      assertThat(p.output().get(0)).isNaN();
    }
  }

  private void wrong(DataType type, Consumer<Predictor> call, String message) {
    try (Predictor p = Predictor.with().batch(2).open(identity(type))) {
      assertThatThrownBy(() -> call.accept(p))
          .isInstanceOf(PredictorException.class)
          .hasMessage(message);
    }
  }

  private void both(DataType type, Consumer<Predictor> test) {
    Path file = identity(type);
    for (PredictorOptions way : List.of(Predictor.with(), Predictor.with().jni())) {
      try (Predictor p = way.batch(2).open(file)) {
        test.accept(p);
      }
    }
  }

  private Path identity(DataType type) {
    return new ModelBuilder()
        .input("x", type.getNumber(), "batch", 2)
        .output("y", type.getNumber(), "batch", 2)
        .node("Identity", List.of("x"), "y")
        .write(folder.resolve("m.onnx"));
  }
}
