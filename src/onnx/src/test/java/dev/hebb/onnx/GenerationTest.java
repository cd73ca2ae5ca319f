package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Generation;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Gather;
import dev.hebb.graph.op.Gru;
import dev.hebb.graph.op.MatMul;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.text.Decoded;
import dev.hebb.text.Decoder;
import dev.hebb.text.Decoding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationTest {
  private static final int WORDS = 7;

  // A decoder: words, begun at a state that is made of a vector.
  static Graph decoder() {
    GraphBuilder graph = new GraphBuilder("writer");
    Dim batch = Dim.free("batch");
    Scope scope = new Scope(graph, "writer");
    Value facts =
        graph.input("facts", Shape.of(batch, Dim.of("features", 3)), DataType.FLOAT32, "");
    Value words = graph.input("words", Shape.of(batch, Dim.free("time")), DataType.INT64, "");
    Value first =
        scope.activate(Activation.TANH, scope.op(new MatMul(), facts, param(scope, "in", 3, 4)));
    Value vectors = scope.op(new Gather(), param(scope, "table", WORDS, 5), words);
    List<Value> read = new ArrayList<>(List.of(scope.transpose(vectors, 1, 0, 2)));
    read.add(param(scope, "kernel", 12, 5));
    read.add(param(scope, "recurrent", 12, 4));
    read.add(first);
    Gru cell =
        new Gru(4, Activation.TANH, Activation.SIGMOID, false, true, false, Direction.FORWARD);
    Value steps = scope.transpose(scope.ops(cell, read.toArray(Value[]::new)).get(0), 1, 0, 2);
    Value scores = scope.op(new MatMul(), steps, param(scope, "out", 4, WORDS));
    Value shares = scope.activate(Activation.SOFTMAX, scores);
    return graph.build(List.of(new Port("next", shares, "")));
  }

  private static Value param(Scope scope, String name, long rows, long columns) {
    Initializer random = new Initializer.Uniform(-1.5, 1.5);
    return scope.param(name, List.of(rows, columns), random, new Fans(rows, columns));
  }

  @Test
  void writesWhatTheNetworkSaysWordByWord() {
    Model model = Model.initial(decoder(), 3);
    Graph whole = Generation.greedy(1, 2).most(9).of(model.graph());
    Model writer = model.in(whole);
    int rows = 40;
    float[] facts = new float[rows * 3];
    for (int i = 0; i < facts.length; i++) {
      facts[i] = (float) Math.sin(i * 1.7) * 2;
    }
    Map<String, Tensor> fed = Map.of("facts", Tensor.of(facts, rows, 3));
    Tensor trained;
    try (Engine.Session session =
        Engine.find().orElseThrow().open(writer, List.of(whole.outputs().get(0).value().name()))) {
      trained = session.run(fed).values().iterator().next();
    }
    Tensor exported;
    try (OrtSession session =
        new OrtSession(new ModelPrinter(writer, Opset.DEFAULT).model(Map.of()))) {
      exported = session.run(fed, List.of("tokens")).get("tokens");
    }
    assertThat(exported).isEqualTo(trained);
    assertThat(trained.dims()).containsExactly(rows, 9);
    int ended = 0;
    for (int row = 0; row < rows; row++) {
      long[] expected =
          byHand(
              model,
              Tensor.of(
                  new float[] {facts[3 * row], facts[3 * row + 1], facts[3 * row + 2]}, 1, 3));
      assertThat(trained.rows(row, row + 1).toLongs()).as("row %d", row).isEqualTo(expected);
      ended += expected[8] == 0 ? 1 : 0;
    }
    assertThat(ended).as("rows that end before the most").isBetween(1, rows - 1);
  }

  // The whole network again for each word, without states.
  private static long[] byHand(Model model, Tensor facts) {
    long[] said = new long[9];
    String next = model.graph().outputs().get(0).value().name();
    try (Engine.Session session = Engine.find().orElseThrow().open(model, List.of(next))) {
      List<Long> words = new ArrayList<>(List.of(1L));
      for (int i = 0; i < said.length; i++) {
        long[] row = words.stream().mapToLong(word -> word).toArray();
        float[] scores =
            session
                .run(Map.of("facts", facts, "words", Tensor.of(row, 1, row.length)))
                .get(next)
                .toFloats();
        int best = 0;
        for (int word = 1; word < WORDS; word++) {
          int at = (row.length - 1) * WORDS;
          best = scores[at + word] > scores[at + best] ? word : best;
        }
        if (best == 2) {
          break;
        }
        said[i] = best;
        words.add((long) best);
      }
    }
    return said;
  }

  @Test
  void theDecoderOfTheRuntimeWritesTheSame(@TempDir Path folder) {
    Model model = Model.initial(decoder(), 3);
    Path begin = folder.resolve("begin.onnx");
    Path step = folder.resolve("step.onnx");
    Path whole = folder.resolve("whole.onnx");
    Onnx.export(model).streaming().begin(begin).to(step);
    Onnx.export(model).generating(Generation.greedy(1, 2).most(9)).to(whole);
    try (Decoder decoder = Decoder.with().marks(1, 2).most(9).open(begin, step);
        Predictor loop = Predictor.open(whole)) {
      for (int row = 0; row < 30; row++) {
        float[] facts = {(float) Math.sin(row), (float) Math.cos(2 * row), row / 10f};
        decoder.feed("facts", facts);
        loop.input().put(0, facts);
        loop.run();
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < 9 && loop.output().getLong(i) != 0; i++) {
          expected.add(loop.output().getLong(i));
        }
        List<Decoded> greedy = decoder.decode(Decoding.greedy());
        assertThat(greedy).hasSize(1);
        assertThat(greedy.get(0).tokens()).isEqualTo(expected);
        assertThat(decoder.decode(Decoding.beam(1)).get(0)).isEqualTo(greedy.get(0));
        assertThat(decoder.decode(Decoding.sampling(row).topK(1)).get(0)).isEqualTo(greedy.get(0));
        Decoded best = decoder.decode(Decoding.beam(5)).get(0);
        assertThat(best.logarithm()).isGreaterThanOrEqualTo(greedy.get(0).logarithm() - 1e-6);
      }
    }
  }

  private static void refused(Class<? extends Exception> type, ThrowingCallable call, String text) {
    assertThatThrownBy(call).isInstanceOf(type).hasMessage(text);
  }

  @Test
  void networksThatCannotWrite() {
    Graph tokensOnly =
        network("speaker", tokens(ANY))
            .then(embedding(7, 3))
            .then(gru(4).returnSequences())
            .then(dense(7))
            .build()
            .graph();
    refused(
        DeclarationException.class,
        () -> Generation.greedy(1, 2).of(tokensOnly),
        "speaker: cannot generate: expected something that it begins with, such as what an encoder reads,"
            + " got tokens only. Run its streaming twin token by token.");
    refused(
        DeclarationException.class,
        () -> Generation.greedy(1, 9).of(decoder()),
        "writer: cannot generate: expected scores [batch, 1, tokens] and marks among their tokens, got"
            + " [batch, time=1, features=7], start 1 and end 9. Number the marks within the vocabulary.");
    refused(
        DeclarationException.class,
        () -> Generation.greedy(1, 2).most(0).of(decoder()),
        "writer: cannot generate: expected at least one token, got 0. Say how many there may be.");
    Graph numbers =
        network("forecast", sequence(ANY, 2)).then(gru(4).returnSequences()).build().graph();
    refused(
        ExportException.class,
        () -> Onnx.export(Model.initial(numbers, 1)).generating(Generation.greedy(1, 2)),
        "not written: forecast: cannot generate: expected one input of tokens over \"time\", got"
            + " [input[batch, time=1, features=2]]. Feed it the tokens alone over that axis.");
  }

  @Test
  void whatADecoderCannotBeFed(@TempDir Path folder) {
    Path begin = folder.resolve("begin.onnx");
    Path step = folder.resolve("step.onnx");
    Onnx.export(Model.initial(decoder(), 3)).streaming().begin(begin).to(step);
    refused(
        PredictorException.class,
        () -> Decoder.open(begin, step),
        "step.onnx: does not say which tokens begin and end a row. Open with"
            + " Decoder.with().marks(start, end), or export it with a vocabulary that has marks.");
    refused(
        PredictorException.class,
        () -> Decoder.with().marks(1, 7).open(begin, step),
        "step.onnx: expected an end mark from 0 to 6, got 7. Use the vocabulary that it was trained with.");
    try (Decoder decoder = Decoder.with().marks(1, 2).open(begin, step)) {
      refused(
          PredictorException.class,
          () -> decoder.decode(Decoding.greedy()),
          "begin.onnx: input \"facts\" was not fed. Call feed(\"facts\", ...) before.");
      decoder.feed("facts", new float[2]);
      refused(
          PredictorException.class,
          () -> decoder.decode(Decoding.greedy()),
          "begin.onnx: input \"facts\" takes one row of [3], got 2 numbers.");
      refused(
          PredictorException.class,
          () -> decoder.text("Hello", Decoding.greedy()),
          "step.onnx: does not say how to read text. Export it with Onnx.export(model).text(\"facts\", tokenizer).");
    }
  }
}
