package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtEnvironment;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorTest {
  /** Sums of a dozen float products in another order. */
  private static final float TOLERANCE = 1e-6f;

  @TempDir private Path folder;

  @Test
  void denseEqualsPlainJava() {
    try (Predictor p = Predictor.with().batch(2).open(Samples.dense().write(file("dense.onnx")))) {
      p.input().put(0, new float[] {1, 2, 3});
      p.input().put(1, new float[] {-4, 5, 0.5f});
      p.run();

      float[] row = new float[2];
      p.output().get(0, row);
      assertThat(row).containsExactly(Samples.dense(1, 2, 3), within(TOLERANCE));
      p.output().get(1, row);
      assertThat(row).containsExactly(Samples.dense(-4, 5, 0.5f), within(TOLERANCE));
    }
  }

  @Test
  void lstmEqualsPlainJavaAtSeveralLengths() {
    Path file = Samples.lstm().write(file("lstm.onnx"));
    for (int time : new int[] {1, 4, 9}) {
      float[] x = Samples.wave(time * 2, 7);
      try (Predictor p = Predictor.with().dim("time", time).open(file)) {
        p.input().put(x);
        p.run();

        assertThat(p.output().dims()).containsExactly(time, 1, 1, 3);
        float[] y = new float[time * 3];
        p.output().floats().get(y);
        assertThat(y).containsExactly(Samples.lstm(x), within(TOLERANCE));
      }
    }
  }

  @Test
  void aRunReadsWhatChangedAndKeepsTheRest() {
    try (Predictor p = Predictor.open(Samples.dense().write(file("dense.onnx")))) {
      p.input().put(0, new float[] {1, 2, 3});
      p.run();
      p.input().set(1, -2);
      p.run();

      assertThat(p.input().get(0)).isEqualTo(1);
      assertThat(p.output().get(1)).isEqualTo(Samples.dense(1, -2, 3)[1], within(TOLERANCE));
    }
  }

  @Test
  void portsKnowTheirNamesSizesAndUnits() {
    Path file = Samples.prices().writeSealed(file("stock-lstm.onnx"));
    try (Predictor p = Predictor.with().batch(2).open(file)) {
      Input prices = p.input("prices");
      assertThat(prices.name()).isEqualTo("prices");
      assertThat(prices.type()).isEqualTo(Element.FLOAT32);
      assertThat(prices.dims()).containsExactly(2, 60, 5);
      assertThat(prices.rows()).isEqualTo(2);
      assertThat(prices.rowLength()).isEqualTo(300);
      assertThat(prices.length()).isEqualTo(600);
      assertThat(prices.unit()).isEmpty();
      assertThat(p.output("next").unit()).isEqualTo("EUR");
      assertThat(p.output("next").dims()).containsExactly(2, 5);
      assertThat(p.inputs()).containsExactly(prices);
      assertThat(p.outputs()).containsExactly(p.output());
    }
  }

  @Test
  void dimsAreACopy() {
    try (Predictor p = Predictor.open(Samples.dense().write(file("dense.onnx")))) {
      p.input().dims()[0] = 99;
      assertThat(p.input().dims()).containsExactly(1, 3);
    }
  }

  @Test
  void theViewIsTheMemoryAndMovesNobodyElse() {
    try (Predictor p = Predictor.open(Samples.dense().write(file("dense.onnx")))) {
      FloatBuffer in = p.input().floats();
      FloatBuffer out = p.output().floats();
      in.put(1).put(2).put(3).limit(1);
      p.run();

      assertThat(out.get(1)).isEqualTo(p.output().get(1)).isGreaterThan(0);
      assertThat(p.input().get(2)).isEqualTo(3);
      assertThat(p.input().floats().remaining()).isEqualTo(3);
    }
  }

  @Test
  void integersGoInAndOut() {
    Path file = Samples.tokens().write(file("tokens.onnx"));
    try (Predictor p = Predictor.with().batch(2).open(file)) {
      p.input("tokens").put(new long[] {1, 2, 3, 4, 5, 1L << 40});
      p.input("tokens").put(0, new long[] {7, 8, 9});
      p.input("tokens").setLong(3, -4);
      p.input("lengths").put(new int[] {3, 2});
      p.input("lengths").put(0, new int[] {1});
      p.input("lengths").setInt(1, 5);
      p.run();

      long[] row = new long[3];
      p.output("same").get(1, row);
      assertThat(row).containsExactly(-4, 5, 1L << 40);
      assertThat(p.output("same").getLong(0)).isEqualTo(7);
      assertThat(p.output("same").longs().get(2)).isEqualTo(9);
      int[] one = new int[1];
      p.output("count").get(1, one);
      assertThat(one).containsExactly(5);
      assertThat(p.output("count").getInt(0)).isEqualTo(1);
      assertThat(p.output("count").ints().get(1)).isEqualTo(5);
    }
  }

  @Test
  void aScalarHasOneRow() {
    try (Predictor p = Predictor.open(Samples.relu().write(file("scalar.onnx")))) {
      p.input().put(new float[] {3});
      p.run();
      assertThat(p.output().get(0)).isEqualTo(3);
      assertThat(p.output().rows()).isEqualTo(1);
      assertThat(p.output().dims()).isEmpty();
    }
  }

  @Test
  void outputsAreZeroBeforeTheFirstRunWithoutWarmUp() {
    Path file = Samples.dense().write(file("dense.onnx"));
    try (Predictor p = Predictor.with().warmUp(0).open(file)) {
      assertThat(p.output().get(1)).isZero();
      p.run();
    }
  }

  @Test
  void severalThreadsGiveTheSame() {
    Path file = Samples.dense().write(file("dense.onnx"));
    try (Predictor p = Predictor.with().threads(2).open(file)) {
      p.input().put(0, new float[] {1, 2, 3});
      p.run();
      assertThat(p.output().get(1)).isEqualTo(Samples.dense(1, 2, 3)[1], within(TOLERANCE));
      assertThat(p.describe()).contains(", 2 threads\n");
    }
  }

  @Test
  void describesItself() {
    String version = OrtEnvironment.getEnvironment().getVersion();
    try (Predictor p =
        Predictor.with()
            .batch(2)
            .jni()
            .open(Samples.provenDense().writeSealed(file("dense.onnx")))) {
      assertThat(p.describe())
          .isEqualTo(
              """
              dense.onnx, written by hebb
                input  "x" float32 [batch=2, 3] in kg
                output "y" float32 [batch=2, 2]
                proven: 2 golden vectors, largest deviation 0.0E+00 of 1.0E-5
                ONNX Runtime %s, 1 thread
                engine: JNI (as asked)"""
                  .formatted(version));
    }
    try (Predictor p = Predictor.with().jni().open(Samples.dense().write(file("other.onnx")))) {
      assertThat(p.describe())
          .isEqualTo(
              """
              other.onnx
                input  "x" float32 [batch=1, 3]
                output "y" float32 [batch=1, 2]
                not written by Hebb: unproven
                ONNX Runtime %s, 1 thread
                engine: JNI (as asked)"""
                  .formatted(version));
    }
  }

  @Test
  void givesTheNotesOfTheFile() {
    Path file = Samples.dense().note("author", "somebody").write(file("dense.onnx"));
    try (Predictor p = Predictor.open(file)) {
      assertThat(p.metadata()).containsExactly(entry("author", "somebody"));
    }
  }

  private Path file(String name) {
    return folder.resolve(name);
  }
}
