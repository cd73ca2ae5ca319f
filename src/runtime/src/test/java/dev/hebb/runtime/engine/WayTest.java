package dev.hebb.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import dev.hebb.runtime.ModelBuilder;
import dev.hebb.runtime.OneCall;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through foreign functions all is as through JNI, but what a call leaves behind. */
class WayTest {
  private static final boolean THERE = Runtime.version().feature() >= 22;

  @TempDir private Path folder;

  @Test
  void foreignFunctionsWhereTheJdkHasThem() {
    // Built without them, this fails on such a JDK: .ci/run passes -Dnewest.jdk.
    String expected = THERE ? "foreign functions" : "JNI (foreign functions need JDK 22)";
    try (Predictor p = Predictor.open(Samples.dense().write(file()))) {
      assertThat(p.describe()).endsWith("\n  engine: " + expected);
    }
    try (Predictor p = Predictor.with().jni().open(Samples.dense().write(file()))) {
      assertThat(p.describe()).endsWith("\n  engine: JNI (as asked)");
    }
  }

  @Test
  void bothSayTheSame() {
    Path file = Samples.lstm().write(file());
    float[] x = Samples.wave(14, 5);
    try (Predictor best = Predictor.with().dim("time", 7).open(file);
        Predictor jni = Predictor.with().dim("time", 7).jni().open(file)) {
      float[] expected = new float[21];
      float[] got = new float[21];
      for (Predictor p : List.of(best, jni)) {
        p.input().put(x);
        p.run();
      }
      jni.output().floats().get(expected);
      best.output().floats().get(got);
      assertThat(got).isEqualTo(expected).isNotEqualTo(new float[21]);
    }
  }

  @Test
  void aRunOfForeignFunctionsAllocatesNothing() {
    try (Predictor p = Predictor.open(Samples.dense().write(file()))) {
      if (THERE) {
        assertThat(OneCall.bytes(p::run)).isZero();
      } else {
        assertThat(OneCall.bytes(p::run)).isLessThanOrEqualTo(OneCall.BYTES_THROUGH_JNI);
      }
    }
  }

  /** It is nothing from the start, not only once the JVM's best compiler has taken it away. */
  @Test
  void norWhereNothingIsTakenAway() throws Exception {
    List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-Dbytes=true"));
    if (THERE) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    String said = Child.said(Child.start(Samples.dense().write(file()), options));
    assertThat(said).startsWith("ran\n");
    assertThat(Double.parseDouble(said.substring(4)))
        .isLessThanOrEqualTo(THERE ? 0 : OneCall.BYTES_THROUGH_JNI);
  }

  @Test
  void bothFailWithTheSameText() {
    Path file =
        new ModelBuilder()
            .floats("table", new float[] {1, 2, 3, 4}, 2, 2)
            .input("row", ModelBuilder.INT64, 1)
            .output("y", ModelBuilder.FLOAT, 1, 2)
            .node("Gather", List.of("table", "row"), "y")
            .write(file());
    String expected =
        "m.onnx: cannot compute this (ONNX Runtime %s: \"Non-zero status code returned while running Gather node. Name:'' Status Message: indices element out of data bounds, idx=7 must be within the inclusive range [-2,1]\"). Check the values of its inputs."
            .formatted(OrtEnvironment.getEnvironment().getVersion());
    for (var options : List.of(Predictor.with(), Predictor.with().jni())) {
      try (Predictor p = options.open(file)) {
        p.input().setLong(0, 7);
        assertThatThrownBy(p::run).isInstanceOf(PredictorException.class).hasMessage(expected);
        p.input().setLong(0, 1);
        p.run();
        assertThat(p.output().get(1)).isEqualTo(4);
      }
    }
  }

  private Path file() {
    return folder.resolve("m.onnx");
  }
}
