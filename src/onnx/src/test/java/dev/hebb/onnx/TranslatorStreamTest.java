package dev.hebb.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.MatMul;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.stream.Snapshot;
import dev.hebb.stream.Stream;
import dev.hebb.stream.Streams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decoder that streams: its encoder's states and outputs are computed once. */
class TranslatorStreamTest {
  private static final double TOLERANCE = 1e-6;

  @TempDir static Path folder;
  private static Model model;
  private static Path step;
  private static Path begin;

  @BeforeAll
  static void export() {
    model = Models.of(translator());
    step = folder.resolve("step.onnx");
    begin = folder.resolve("begin.onnx");
    Exported exported = Onnx.export(model).streaming().over("time").begin(begin).to(step);
    assertThat(exported.maxAbsDiff()).isLessThan(1e-5);
  }

  /** An encoder over {@code source}, a decoder over {@code time} that looks at all it has read. */
  static Graph translator() {
    GraphBuilder builder = new GraphBuilder("translator");
    Dim batch = Dim.free("batch");
    Dim features = Dim.of("features", 2);
    Value source =
        builder.input(
            "source", Shape.of(batch, Dim.free("source"), features), DataType.FLOAT32, "");
    Value target =
        builder.input("target", Shape.of(batch, Dim.free("time"), features), DataType.FLOAT32, "");
    List<Value> encoded = read(builder, "encoder", source, List.of());
    List<Value> decoded = read(builder, "decoder", target, encoded.subList(1, 3));
    Scope scope = new Scope(builder, "attention");
    Value steps = scope.transpose(decoded.get(0), 1, 0, 2);
    Value scores = scope.op(new MatMul(), steps, scope.transpose(encoded.get(0), 1, 2, 0));
    Value weights = scope.activate(Activation.SOFTMAX, scores);
    Value found = scope.op(new MatMul(), weights, scope.transpose(encoded.get(0), 1, 0, 2));
    Value both = scope.op(new Concat(2), steps, found);
    return builder.build(List.of(new Port("words", both, "")));
  }

  private static List<Value> read(GraphBuilder builder, String layer, Value x, List<Value> states) {
    Scope scope = new Scope(builder, layer);
    List<Value> operands = new ArrayList<>();
    operands.add(scope.transpose(x, 1, 0, 2));
    for (List<Long> dims : List.of(List.of(12L, 2L), List.of(12L, 3L), List.of(12L))) {
      String name = layer + "/" + operands.size();
      operands.add(builder.param(new Param(name, dims, Initializer.zeros(), new Fans(2, 3), true)));
    }
    operands.addAll(states);
    return scope.ops(
        new Lstm(3, Activation.TANH, Activation.SIGMOID, true, false, Direction.FORWARD),
        operands.toArray(Value[]::new));
  }

  @Test
  void aDecoderBeginsWhereItsEncoderEnds() {
    Tensor source = StreamTest.window(translator().inputs().get(0), 2, 5, 2);
    Tensor target = StreamTest.window(translator().inputs().get(1), 2, 4, 2);
    try (Engine.Session trainer =
            Engine.find().orElseThrow().open(model, List.of("attention/Concat"));
        Predictor encoder = Predictor.with().batch(2).dim("source", 5).open(begin);
        Streams streams = Streams.with().batch(2).open(step);
        Stream stream = streams.open(Map.of("source", 5))) {
      Tensor expected =
          trainer.run(Map.of("source", source, "target", target)).get("attention/Concat");
      encoder.input().put(source.toFloats());
      encoder.run();
      stream.begin(encoder);
      Snapshot begun = stream.snapshot();
      follow(stream, target, expected);
      stream.begin(encoder);
      follow(stream, target, expected);
      encoder.input().put(new float[20]);
      encoder.run();
      stream.begin(encoder);
      stream.restore(begun);
      follow(stream, target, expected);
      assertThat(stream.inputs()).hasSize(1);
      assertThat(stream.describe())
          .contains("context \"attention/Transpose_1\" float32 [batch=2, 3, source=5]");
    }
  }

  private static void follow(Stream stream, Tensor target, Tensor expected) {
    for (int tick = 0; tick < 4; tick++) {
      stream.input().put(target.slice(1, tick, tick + 1).toFloats());
      stream.step();
      assertThat(
              StreamTest.far(
                  StreamTest.values(stream.output()), expected.slice(1, tick, tick + 1).toFloats()))
          .isLessThan(TOLERANCE);
    }
  }

  @Test
  void oneRowBegunIsForAllRows() {
    try (Predictor encoder = Predictor.with().dim("source", 5).open(begin);
        Streams streams = Streams.open(step);
        Stream one = streams.open(Map.of("source", 5));
        Stream beams = streams.open(Map.of("source", 5, "batch", 3));
        Stream other = streams.open(Map.of("source", 4))) {
      encoder.input().put(new float[] {1, -1, 0.5f, 0.25f, -0.5f, 2, 1, 1, 0, 3});
      encoder.run();
      one.begin(encoder);
      beams.begin(encoder);
      one.input().put(new float[] {1, 2});
      beams.input().put(new float[] {1, 2, 1, 2, 1, 2});
      one.step();
      beams.step();
      float[] row = StreamTest.values(one.output());
      float[] rows = StreamTest.values(beams.output());
      for (int i = 0; i < rows.length; i++) {
        assertThat(rows[i]).isEqualTo(row[i % row.length]);
      }
      assertThatThrownBy(() -> other.begin(encoder))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "step.onnx: expected attention/Transpose_1 of [batch=1, 3, source=4], or one row of it, got [batch=1, 3,"
                  + " source=5]. Open the stream with the sizes of what is computed before.");
      assertThatThrownBy(() -> other.restore(one.snapshot()))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "step.onnx: expected a snapshot with attention/Transpose_1 of [batch=1, 3, source=4], got [1, 3, 5]. Open"
                  + " the stream with the sizes of the one it was taken from.");
    }
  }

  @Test
  void aBeginOfAnotherModelIsRefused() {
    Path deck = folder.resolve("deck.onnx");
    Onnx.export(Models.of(StreamNetworks.deck())).streaming().to(deck);
    try (Predictor encoder = Predictor.with().dim("source", 5).open(begin);
        Predictor other = Predictor.open(deck);
        Streams plain = Streams.open(deck);
        Stream stock = plain.open();
        Streams streams = Streams.open(step);
        Stream stream = streams.open(Map.of("source", 5))) {
      String wanted = encoder.metadata().get("hebb.model.sha256").substring(0, 8);
      String got = other.metadata().get("hebb.model.sha256").substring(0, 8);
      assertThatThrownBy(() -> stream.begin(other))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "step.onnx: expected what its own begin file computes (model %s...), got that of model %s.... Run the one"
                      .formatted(wanted, got)
                  + " that was exported with it.");
      assertThatThrownBy(() -> stock.begin(encoder))
          .isInstanceOf(PredictorException.class)
          .hasMessage("deck.onnx: begins with zeros, nothing is computed before. Use reset().");
      assertThatThrownBy(() -> stock.restore(stream.snapshot()))
          .isInstanceOf(PredictorException.class)
          .hasMessageMatching(
              "deck.onnx: expected a snapshot of its model \\(%s...\\), got one of another \\(.{8}...\\). Restore it into a"
                      .formatted(got)
                  + " stream of the model it was taken from.");
      assertThatThrownBy(streams::open)
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "step.onnx: dimension \"source\" of input \"attention/Transpose_1\" is not bound. Open with"
                  + " Streams.with().dim(\"source\", n).");
    }
  }
}
