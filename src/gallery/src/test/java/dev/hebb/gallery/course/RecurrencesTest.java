package dev.hebb.gallery.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Engine;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.onnx.Onnx;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The course's recurrences as it writes them, step by step in float64, against the trainer and the
 * runtime: every step's output and the last memory.
 */
class RecurrencesTest {
  /** Float32 keeps seven digits, and numbers above one (relu) are held against their size. */
  private static final double TOLERANCE = 1e-6;

  /** What a mistake in a formula changes at least, somewhere. */
  private static final double TOLD_APART = 1e-2;

  @TempDir Path folder;

  static Stream<Recurrence> recurrences() {
    return Stream.of(of(1, 1), of(5, 3), of(20, 4)).flatMap(List::stream);
  }

  static List<Recurrence> of(int units, int features) {
    RandomGenerator random = new SplittableRandom(units);
    return List.of(
        Rnn.drawn(units, features, random),
        Lstm.drawn(units, features, random),
        Gru.drawn(units, features, false, true, random),
        Gru.drawn(units, features, false, false, random),
        Gru.drawn(units, features, true, true, random),
        Gru.drawn(units, features, true, false, random));
  }

  static List<Recurrence> ofFiveUnits() {
    return of(5, 3);
  }

  @ParameterizedTest
  @MethodSource("recurrences")
  void trainerAndRuntimeSayWhatTheCourseWrites(Recurrence recurrence) {
    CourseNetwork written = CourseNetwork.drawn(recurrence);
    Model model = written.model();
    Path file = folder.resolve("course.onnx");
    Onnx.export(model).to(file);
    RandomGenerator random = new SplittableRandom(3);
    try (Engine.Session trainer = opened(model)) {
      for (int batch : new int[] {1, 3}) {
        for (int time : new int[] {1, 2, 40}) {
          List<List<Column>> rows = drawn(batch, time, recurrence.features(), random);
          Map<String, Column> wanted = written.run(rows);
          assertThat(wanted).hasSize(2 + recurrence.memories());
          assertThat(apart(said(trainer, model, tensor(rows)), wanted))
              .isLessThanOrEqualTo(TOLERANCE);
          assertThat(apart(said(file, tensor(rows)), wanted)).isLessThanOrEqualTo(TOLERANCE);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ofFiveUnits")
  void noMistakePasses(Recurrence recurrence) {
    RandomGenerator random = new SplittableRandom(3);
    List<List<Column>> rows = drawn(3, 9, recurrence.features(), random);
    Model model = CourseNetwork.drawn(recurrence).model();
    try (Engine.Session trainer = opened(model)) {
      Map<String, Column> said = said(trainer, model, tensor(rows));
      for (Recurrence mistaken : recurrence.mistaken()) {
        assertThat(apart(said, CourseNetwork.drawn(mistaken).run(rows))).isGreaterThan(TOLD_APART);
      }
    }
  }

  private static List<List<Column>> drawn(
      int batch, int time, int features, RandomGenerator random) {
    return Stream.generate(
            () -> Stream.generate(() -> Column.drawn(features, random)).limit(time).toList())
        .limit(batch)
        .toList();
  }

  private static Tensor tensor(List<List<Column>> rows) {
    List<Column> all = rows.stream().flatMap(List::stream).toList();
    return Column.tensor(all.toArray(Column[]::new))
        .reshaped(rows.size(), rows.get(0).size(), all.get(0).length());
  }

  private static Engine.Session opened(Model model) {
    List<String> all = model.graph().outputs().stream().map(port -> port.value().name()).toList();
    return Engine.find().orElseThrow().open(model, all);
  }

  private static Map<String, Column> said(Engine.Session trainer, Model model, Tensor x) {
    Map<String, Tensor> results = trainer.run(Map.of("x", x));
    Map<String, Column> said = new TreeMap<>();
    for (Port port : model.graph().outputs()) {
      said.put(port.name(), column(results.get(port.value().name()).toFloats()));
    }
    return said;
  }

  private static Map<String, Column> said(Path file, Tensor x) {
    Map<String, Column> said = new TreeMap<>();
    long[] dims = x.dims();
    try (Predictor predictor =
        Predictor.with().batch((int) dims[0]).dim("time", (int) dims[1]).open(file)) {
      predictor.input("x").put(x.toFloats());
      predictor.run();
      for (Output output : predictor.outputs()) {
        float[] values = new float[output.length()];
        output.floats().get(values);
        said.put(output.name(), column(values));
      }
    }
    return said;
  }

  private static Column column(float[] values) {
    return new Column(IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray());
  }

  /** The largest distance, of numbers above one in relation to them. */
  private static double apart(Map<String, Column> said, Map<String, Column> wanted) {
    assertThat(said.keySet()).isEqualTo(wanted.keySet());
    double most = 0;
    for (String name : wanted.keySet()) {
      Column right = wanted.get(name);
      assertThat(said.get(name).length()).as(name).isEqualTo(right.length());
      for (int i = 0; i < right.length(); i++) {
        double off = Math.abs(said.get(name).get(i) - right.get(i));
        most = Math.max(most, off / Math.max(1, Math.abs(right.get(i))));
      }
    }
    return most;
  }
}
