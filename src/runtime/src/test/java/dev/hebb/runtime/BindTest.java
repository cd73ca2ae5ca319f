package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes change while a predictor is open; those that were there before come back as they were. */
class BindTest {
  @TempDir private Path folder;

  @Test
  void anotherSizeHasItsOwnMemory() {
    try (Predictor p = Predictor.with().dim("time", 2).open(prices())) {
      Input two = p.input();
      two.put(new float[] {1, 2, 3, 4, 5, 3, 4, 5, 6, 7});
      p.run();
      assertThat(p.output().get(0)).isEqualTo(2);

      assertThat(p.bind("time", 1)).isSameAs(p);
      assertThat(p.input().dims()).containsExactly(1, 1, 5);
      assertThat(p.input().get(0)).isZero();
      p.input().put(new float[] {9, 8, 7, 6, 5});
      p.run();
      assertThat(p.output().get(1)).isEqualTo(8);

      p.bind("batch", 2, "time", 3);
      assertThat(p.input().dims()).containsExactly(2, 3, 5);
      assertThat(p.output().dims()).containsExactly(2, 5);
      p.run();

      p.bind(Map.of("batch", 1, "time", 2));
      assertThat(p.input()).isSameAs(two);
      assertThat(p.output().get(0)).isEqualTo(2);
      p.run();
      assertThat(p.output().get(4)).isEqualTo(6);
      assertThat(p.describe()).contains("\"prices\" float32 [batch=1, time=2, 5]");
    }
  }

  @Test
  void comingBackLeavesNothingForTheGarbageCollector() {
    try (Predictor p = Predictor.with().dim("time", 2).open(prices())) {
      int[] calls = {0};
      double bytes =
          OneCall.bytes(
              () -> {
                int call = calls[0]++;
                p.bind("batch", 1 + call % 2, "time", 1 + call % 16);
                p.input().set(0, call);
              });
      assertThat(bytes).isZero();
    }
  }

  @Test
  void theLast32StayAndTheOldestMakesRoom() {
    try (Predictor p = Predictor.with().dim("time", 1).open(prices())) {
      for (int time = 1; time <= 32; time++) {
        p.bind("time", time).input().set(0, time);
      }
      assertThat(p.bind("time", 1).input().get(0)).isEqualTo(1);
      p.bind("time", 33).input().set(0, 33); // Now 2 is the one that was not asked for longest.
      assertThat(p.bind("time", 1).input().get(0)).isEqualTo(1);
      assertThat(p.bind("time", 3).input().get(0)).isEqualTo(3);
      assertThat(p.bind("time", 2).input().get(0)).isZero();
      for (int time = 1; time < 100; time++) {
        p.bind("time", time).run();
      }
    }
  }

  @Test
  void whatCannotBeBoundChangesNothing() {
    try (Predictor p = Predictor.with().dim("time", 2).open(prices())) {
      Input two = p.input();
      refused(
          () -> p.bind("tme", 3),
          "stock.onnx: has no dimension \"tme\", only \"batch\", \"time\"; got bind(\"tme\", 3).");
      refused(() -> p.bind("batch", 3, "time", 0), "bind(\"time\", 0): expected at least 1.");
      assertThat(p.input()).isSameAs(two);
      p.run();
    }
    Path conv = Samples.convolution("?").write(folder.resolve("conv.onnx"));
    try (Predictor p = Predictor.with().dim("time", 8).open(conv)) {
      Input eight = p.input();
      assertThatThrownBy(() -> p.bind("time", 2))
          .isInstanceOf(PredictorException.class)
          .hasMessageStartingWith("conv.onnx: cannot be run with batch=1, time=2 (ONNX Runtime ")
          .hasMessageEndingWith("Bind other sizes.");
      assertThat(p.input()).isSameAs(eight);
      p.run();
    }
    Path fixed = Samples.relu(1, 2).write(folder.resolve("fixed.onnx"));
    try (Predictor p = Predictor.open(fixed)) {
      refused(
          () -> p.bind("batch", 2),
          "fixed.onnx: has no dimension \"batch\", all its dimensions are fixed; got bind(\"batch\", 2).");
    }
  }

  @Test
  void anOutputWhoseSizeDependsOnValuesIsBoundAsItComesOut() {
    Path file =
        new ModelBuilder()
            .input("x", ModelBuilder.FLOAT, 4)
            .output("places", ModelBuilder.INT64, 1, "found")
            .output("y", ModelBuilder.FLOAT, 4)
            .node("NonZero", List.of("x"), "places")
            .node("Relu", List.of("x"), "y")
            .write(folder.resolve("m.onnx"));
    for (PredictorOptions way : List.of(Predictor.with(), Predictor.with().jni())) {
      try (Predictor p = way.open(file)) {
        assertThat(p.output("places").dims()).containsExactly(1, 0);
        long[] places = new long[2];
        p.input().put(new float[] {0, -7, 0, 9});
        p.run();
        p.output("places").get(0, places);
        assertThat(places).containsExactly(1, 3);
        assertThat(p.output("y").get(3)).isEqualTo(9);
        Output same = p.output("places");
        p.input().put(new float[] {5, 0, 6, 0});
        p.run();
        assertThat(p.output("places")).isSameAs(same);
        same.get(0, places);
        assertThat(places).containsExactly(0, 2);
        p.input().put(new float[] {1, 1, 1, 1});
        p.run();
        assertThat(p.output("places").rowLength()).isEqualTo(4);
        assertThat(p.output("places").getLong(3)).isEqualTo(3);
        p.input().put(new float[4]);
        p.run();
        assertThat(p.output("places").length()).isZero();
      }
    }
  }

  @Test
  void aClosedOneIsNotBound() {
    Predictor p = Predictor.with().dim("time", 2).open(prices());
    p.close();
    assertThatThrownBy(() -> p.bind("time", 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("stock.onnx: this Predictor is closed. Open the file again.");
  }

  private static void refused(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(PredictorException.class).hasMessage(message);
  }

  private Path prices() {
    return Samples.prices().writeSealed(folder.resolve("stock.onnx"));
  }
}
