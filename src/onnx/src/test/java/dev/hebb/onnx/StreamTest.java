package dev.hebb.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Engine;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Size;
import dev.hebb.graph.Tensor;
import dev.hebb.runtime.Output;
import dev.hebb.stream.Stream;
import dev.hebb.stream.StreamOptions;
import dev.hebb.stream.Streams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A stream in the runtime says after N ticks what the trainer says of the window of N. */
class StreamTest {
  private static final double TOLERANCE = 1e-6;
  private static final int LONGEST = 30;

  @TempDir Path folder;

  @TestFactory
  java.util.stream.Stream<DynamicTest> ticksAreWindows() {
    return StreamNetworks.all().entrySet().stream()
        .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> check(row.getValue())));
  }

  private void check(GraphSource source) {
    Model model = Models.of(source);
    Path file = folder.resolve("step.onnx");
    assertThat(Onnx.export(model).streaming().to(file).maxAbsDiff()).isLessThan(1e-5);
    Port in = source.graph().inputs().get(0);
    Port out = source.graph().outputs().get(0);
    boolean free = in.value().shape().dim(1).size() instanceof Size.Symbol;
    int[] lengths = free ? new int[] {1, 2, 7, LONGEST} : new int[] {LONGEST};
    for (int batch : new int[] {1, 3}) {
      long[] dims = in.value().shape().at(Map.of("batch", (long) batch, "time", (long) LONGEST));
      Tensor window = window(in, dims);
      StreamOptions options = Streams.with().batch(batch);
      List<float[]> java = ticks(options.open(file), window, "Java");
      List<float[]> session = ticks(options.onnxRuntime().open(file), window, "ONNX Runtime");
      for (int length : lengths) {
        Tensor part = window.slice(1, 0, length);
        Tensor expected = trainer(model, in, out, part);
        boolean steps = out.value().shape().rank() > 2;
        Tensor last = steps ? expected.slice(1, length - 1, length) : expected;
        assertThat(far(java.get(length - 1), last.toFloats()))
            .as("%d ticks of %d rows", length, batch)
            .isLessThan(TOLERANCE);
        assertThat(far(session.get(length - 1), last.toFloats()))
            .as("%d ticks of %d rows by ONNX Runtime", length, batch)
            .isLessThan(TOLERANCE);
      }
    }
  }

  static Tensor window(Port in, long... dims) {
    Random random = new Random(11);
    int size = Math.toIntExact(Tensor.elements(dims));
    if (in.value().type() == DataType.INT64) {
      return Tensor.of(IntStream.range(0, size).mapToLong(i -> random.nextInt(9)).toArray(), dims);
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return Tensor.of(values, dims);
  }

  static Tensor trainer(Model model, Port in, Port out, Tensor window) {
    Engine engine = Engine.find().orElseThrow();
    try (Engine.Session session = engine.open(model, List.of(out.value().name()))) {
      return session.run(Map.of(in.name(), window)).get(out.value().name());
    }
  }

  private static List<float[]> ticks(Streams opened, Tensor window, String by) {
    List<float[]> outputs = new ArrayList<>();
    try (Streams streams = opened;
        Stream stream = streams.open()) {
      assertThat(streams.proven()).isTrue();
      assertThat(stream.describe()).contains("\n  ticks in " + by);
      for (int tick = 0; tick < window.dims()[1]; tick++) {
        put(stream, window.slice(1, tick, tick + 1));
        stream.step();
        outputs.add(values(stream.output()));
      }
    }
    return outputs;
  }

  static void put(Stream stream, Tensor tick) {
    if (tick.type() == DataType.INT64) {
      stream.input().put(tick.toLongs());
    } else {
      stream.input().put(tick.toFloats());
    }
  }

  static float[] values(Output output) {
    float[] values = new float[output.length()];
    output.floats().get(values);
    return values;
  }

  static double far(float[] a, float[] b) {
    assertThat(a).hasSameSizeAs(b);
    double worst = 0;
    for (int i = 0; i < a.length; i++) {
      worst = Math.max(worst, Math.abs((double) a[i] - b[i]) / Math.max(1, Math.abs(b[i])));
    }
    return worst;
  }
}
