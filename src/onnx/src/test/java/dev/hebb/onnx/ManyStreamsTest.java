package dev.hebb.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hebb.graph.Engine;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.stream.Snapshot;
import dev.hebb.stream.Stream;
import dev.hebb.stream.StreamOptions;
import dev.hebb.stream.Streams;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of streams on one session: none knows of another, and each costs its states. */
class ManyStreamsTest {
  private static final double TOLERANCE = 1e-6;
  private static final int STREAMS = 2_000;
  private static final int TICKS = 7;

  @TempDir static Path folder;
  private static Model model;
  private static Path file;

  @BeforeAll
  static void export() {
    model = Models.of(StreamNetworks.deck());
    file = folder.resolve("stock.step.onnx");
    Onnx.export(model).streaming().to(file);
  }

  private static Streams opened(boolean java) {
    StreamOptions options = Streams.with();
    return (java ? options : options.onnxRuntime()).open(file);
  }

  private static float price(int stream, int tick) {
    return (float) Math.sin(stream * 0.7 + tick * 1.3);
  }

  private static float tick(Stream stream, float price) {
    stream.input().set(0, price);
    stream.step();
    return stream.output().get(0);
  }

  // What the trainer says of each stream's window, and of all of them at once.
  private static float[] windows(int streams, int ticks) {
    float[] values = new float[streams * ticks];
    for (int i = 0; i < values.length; i++) {
      values[i] = price(i / ticks, i % ticks);
    }
    GraphSource deck = StreamNetworks.deck();
    Port out = deck.graph().outputs().get(0);
    try (Engine.Session session =
        Engine.find().orElseThrow().open(model, List.of(out.value().name()))) {
      return session
          .run(Map.of("returns", Tensor.of(values, streams, ticks, 1)))
          .get(out.value().name())
          .toFloats();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eachIsItsOwnWindow(boolean java) {
    float[] expected = windows(STREAMS, TICKS);
    try (Streams streams = opened(java)) {
      List<Stream> all = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        all.add(streams.open());
      }
      float[] last = new float[STREAMS];
      for (int tick = 0; tick < TICKS; tick++) {
        for (int i = 0; i < STREAMS; i++) {
          last[i] = tick(all.get(i), price(i, tick));
        }
      }
      assertThat(StreamTest.far(last, expected)).isLessThan(TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void threadsTickAtTheSameTime(boolean java) throws Exception {
    int threads = 4;
    int each = 50;
    float[] expected = windows(threads * each, TICKS);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (Streams streams = opened(java)) {
      List<Future<float[]>> results = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int first = thread * each;
        results.add(
            pool.submit(
                () -> {
                  float[] last = new float[each];
                  for (int i = 0; i < each; i++) {
                    try (Stream stream = streams.open()) {
                      for (int tick = 0; tick < TICKS; tick++) {
                        last[i] = tick(stream, price(first + i, tick));
                      }
                    }
                  }
                  return last;
                }));
      }
      for (int thread = 0; thread < threads; thread++) {
        float[] last = results.get(thread).get(60, TimeUnit.SECONDS);
        float[] wanted = new float[each];
        System.arraycopy(expected, thread * each, wanted, 0, each);
        assertThat(StreamTest.far(last, wanted)).isLessThan(TOLERANCE);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  // x and y, h and c of 20 and of 10 twice, 4 bytes each.
  private static final long OWN = (1 + 1 + 2 * (20 + 20 + 10 + 10)) * 4L;

  @Test
  void aStreamOfOnnxRuntimeTakesItsStatesOutsideTheHeap() throws InterruptedException {
    BufferPoolMXBean direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();
    try (Streams streams = opened(false)) {
      assertThat(streams.open().bytes()).isEqualTo(OWN);
      long before = settled(direct);
      List<Stream> kept = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        kept.add(streams.open());
      }
      long each = (direct.getMemoryUsed() - before) / kept.size();
      // Each block begins at a multiple of eight. Foreign functions have tables of addresses
      // beside.
      long tables = Runtime.version().feature() >= 22 ? 600 : 0;
      assertThat(each).isBetween(OWN, OWN + 10 * 8L + tables);
    }
  }

  // Once what others have left behind is freed.
  private static long settled(BufferPoolMXBean direct) throws InterruptedException {
    long used = direct.getMemoryUsed();
    for (long before = -1; used != before; used = direct.getMemoryUsed()) {
      before = used;
      System.gc();
      Thread.sleep(200);
    }
    return used;
  }

  @Test
  void aStreamInJavaTakesLittleOfTheHeap() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    try (Streams streams = opened(true)) {
      assertThat(streams.open().bytes()).isEqualTo(OWN);
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < STREAMS; i++) {
        streams.open();
      }
      long each = (threads.getThreadAllocatedBytes(thread) - before) / STREAMS;
      // Arrays, their views, ports and lists, and what opening throws away.
      assertThat(each).isLessThan(OWN + 6_000);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTickLeavesLittleForTheGarbageCollector(boolean java) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    int calls = 10_000;
    try (Streams streams = opened(java);
        Stream stream = streams.open()) {
      for (int i = 0; i < 2 * calls; i++) {
        tick(stream, 1);
      }
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < calls; i++) {
        tick(stream, 1);
      }
      double bytes = (threads.getThreadAllocatedBytes(thread) - before) / (double) calls;
      // What ONNX Runtime's own Java code allocates for its five inputs and five outputs.
      assertThat(bytes).isLessThanOrEqualTo(java ? 1 : 768);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aResetStreamBeginsAnew(boolean java) {
    try (Streams streams = opened(java);
        Stream stream = streams.open()) {
      float first = tick(stream, 1);
      float second = tick(stream, 1);
      assertThat(second).isNotEqualTo(first);
      stream.reset();
      assertThat(tick(stream, 1)).isEqualTo(first);
      assertThat(tick(stream, 1)).isEqualTo(second);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSnapshotGoesOnElsewhere(boolean java) {
    byte[] written;
    float next;
    float afterNext;
    try (Streams streams = opened(java);
        Stream stream = streams.open()) {
      for (int tick = 0; tick < TICKS; tick++) {
        tick(stream, price(3, tick));
      }
      Snapshot snapshot = stream.snapshot();
      next = tick(stream, 0.5f);
      afterNext = tick(stream, -0.25f);
      stream.restore(snapshot);
      assertThat(tick(stream, 0.5f)).isEqualTo(next);
      written = snapshot.toBytes();
      assertThat(Snapshot.of(written)).isEqualTo(snapshot);
      assertThat(snapshot)
          .hasToString(
              "snapshot of model %s: lstm/h [1, 20], lstm/c [1, 20], lstm_1/h [1, 10], lstm_1/c [1, 10]"
                  .formatted(streams.metadata().get("hebb.model.sha256").substring(0, 8)));
    }
    try (Streams streams = opened(java);
        Stream stream = streams.open()) {
      tick(stream, 9);
      stream.restore(Snapshot.of(written));
      assertThat(tick(stream, 0.5f)).isEqualTo(next);
      assertThat(tick(stream, -0.25f)).isEqualTo(afterNext);
    }
    try (Streams other = opened(!java);
        Stream stream = other.open()) {
      stream.restore(Snapshot.of(written));
      assertThat((double) tick(stream, 0.5f))
          .isCloseTo(next, org.assertj.core.api.Assertions.within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rowsGoOnFromOtherRows(boolean java) {
    StreamOptions options = Streams.with().batch(3);
    try (Streams streams = (java ? options : options.onnxRuntime()).open(file);
        Stream stream = streams.open()) {
      stream.input().put(new float[] {1, 2, 3});
      stream.step();
      Snapshot all = stream.snapshot();
      stream.input().put(new float[] {0.5f, 0.5f, 0.5f});
      stream.step();
      float[] apart = StreamTest.values(stream.output());
      stream.restore(all);
      stream.select(2, 2, 0);
      stream.step();
      assertThat(StreamTest.values(stream.output())).containsExactly(apart[2], apart[2], apart[0]);
    }
  }
}
