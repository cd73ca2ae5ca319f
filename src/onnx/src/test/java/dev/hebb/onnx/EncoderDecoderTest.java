package dev.hebb.onnx;

import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.attention;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static dev.hebb.training.Metrics.accuracy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Attended;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Recurred;
import dev.hebb.network.Stage;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.TrainingException;
import dev.hebb.training.data.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * An encoder and a decoder that attends, on words padded at the end: trained by teacher forcing to
 * say a sentence backwards, exported with its scores, opened. Two free axes, each with its name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncoderDecoderTest {
  private static final int WORDS = 7;
  private static final int BEGIN = 7;
  private static final int ROWS = 256;
  private static final int LONGEST = 5;

  @TempDir static Path folder;
  private Trained trained;
  private Path file;

  private record Declared(Stage<Several, Sequence> said, Stage<Several, ?> scores) {}

  private static Declared declared() {
    Recurred<Several, Sequence> encoded =
        branch("backwards", tokens(ANY).named("source").time("source_time"))
            .then(embedding(WORDS, 8).maskZero())
            .then(gru(24).returnSequences().returnState());
    Stage<Several, Sequence> decoded =
        branch("backwards", tokens(ANY).named("target").time("target_time"))
            .then(embedding(WORDS + 1, 8).maskZero())
            .then(gru(24).returnSequences().from(encoded.states()));
    Attended<Several, Sequence> seen =
        decoded.then(attention().over(encoded.output()).returnAttentionScores());
    return new Declared(
        concat(decoded, seen.output()).then(dense(WORDS).activation(SOFTMAX)), seen.scores());
  }

  // Sentences of words 1 to 6, and the same backwards; 0 pads them, and the decoder is fed what it
  // should have said before.
  private static Dataset sentences() {
    SplittableRandom random = new SplittableRandom(4);
    long[] source = new long[ROWS * LONGEST];
    long[] fed = new long[ROWS * LONGEST];
    long[] wanted = new long[ROWS * LONGEST];
    for (int row = 0; row < ROWS; row++) {
      int length = row % LONGEST + 1;
      for (int i = 0; i < length; i++) {
        source[row * LONGEST + i] = random.nextLong(1, WORDS);
      }
      for (int i = 0; i < length; i++) {
        int at = row * LONGEST + i;
        wanted[at] = source[row * LONGEST + length - 1 - i];
        fed[at] = i == 0 ? BEGIN : wanted[at - 1];
      }
    }
    return new Dataset(
        List.of(Tensor.of(source, ROWS, LONGEST), Tensor.of(fed, ROWS, LONGEST)),
        List.of(Tensor.of(wanted, ROWS, LONGEST)));
  }

  @BeforeAll
  void trainAndExport() {
    Declared declared = declared();
    trained =
        Trainer.of(declared.said().build())
            .loss(sparseCategoricalCrossentropy())
            .metrics(accuracy())
            .optimizer(adam().learningRate(0.02))
            .epochs(30)
            .batchSize(32)
            .seed(1)
            .progress(Progress.silent())
            .fit(sentences());
    Network<Several, Several> both =
        Network.of(
            List.of(declared.said().output("shares", ""), declared.scores().output("seen", "")));
    file = folder.resolve("backwards.onnx");
    Onnx.export(trained.model().in(both)).to(file);
  }

  @Test
  void itLearnsWhereToLook() {
    assertThat(trained.history().last().figures().get("accuracy")).isGreaterThan(0.95);
    Dataset data = sentences();
    try (Predictor p =
        Predictor.with().dim("source_time", LONGEST).dim("target_time", LONGEST).open(file)) {
      double seen = 0;
      int asked = 0;
      for (int row = LONGEST - 1; row < 20 * LONGEST; row += LONGEST) { // the longest sentences
        feed(p, data, row, LONGEST, LONGEST);
        p.run();
        for (int i = 1; i < LONGEST; i++) {
          seen += p.output("seen").get(i * LONGEST + LONGEST - 1 - i);
          asked++;
        }
      }
      // Blindly it would be a fifth.
      assertThat(seen / asked).isGreaterThan(0.3);
    }
  }

  private static void feed(Predictor p, Dataset data, int row, int source, int target) {
    feed(p, "source", data.inputs().get(0), row, source);
    feed(p, "target", data.inputs().get(1), row, target);
  }

  private static void feed(Predictor p, String input, Tensor all, int row, int length) {
    long[] words = all.rows(row, row + 1).toLongs();
    p.input(input).put(0, Arrays.copyOf(words, length));
  }

  @Test
  void whatPadsARowIsNotSeen() {
    Dataset data = sentences();
    for (int length = 1; length < LONGEST; length++) {
      int row = LONGEST + length - 1;
      float[] alone = said(data, row, length, length);
      float[] padded = said(data, row, LONGEST, LONGEST);
      float[] sourcePadded = said(data, row, LONGEST, length);
      float[] trainer = trained.predict(data.rows(row, row + 1)).toFloats();
      for (int i = 0; i < length * WORDS; i++) {
        assertThat(padded[i]).isCloseTo(alone[i], within(2e-6f));
        assertThat(sourcePadded[i]).isCloseTo(alone[i], within(2e-6f));
        assertThat(trainer[i]).isCloseTo(alone[i], within(1e-5f));
      }
    }
  }

  private float[] said(Dataset data, int row, int source, int target) {
    try (Predictor p =
        Predictor.with().dim("source_time", source).dim("target_time", target).open(file)) {
      feed(p, data, row, source, target);
      p.run();
      float[] shares = new float[p.output("shares").length()];
      p.output("shares").get(0, shares);
      int length = row % LONGEST + 1;
      for (int i = 0; i < length; i++) {
        float sum = 0;
        for (int j = 0; j < source; j++) {
          float seen = p.output("seen").get(i * source + j);
          assertThat(j < length ? 0 : seen).isZero();
          sum += seen;
        }
        assertThat(sum).isCloseTo(1, within(1e-6f));
      }
      return shares;
    }
  }

  @Test
  void theFileNamesBothAxes() throws Exception {
    OnnxMl.GraphProto graph = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file)).getGraph();
    assertThat(graph.getInputList().stream().map(EncoderDecoderTest::axes))
        .containsExactly("source[batch, source_time]", "target[batch, target_time]");
    assertThat(graph.getOutputList().stream().map(EncoderDecoderTest::axes))
        .containsExactly("shares[batch, target_time, 7]", "seen[batch, target_time, source_time]");
    try (Predictor p = Predictor.with().dim("source_time", 3).open(file)) {
      assertThat(p.input("source").dims()).containsExactly(1, 3);
      assertThat(p.input("target").dims()).containsExactly(1, LONGEST); // as in training
      assertThat(p.output("seen").dims()).containsExactly(1, LONGEST, 3);
    }
    assertThatThrownBy(() -> Predictor.with().dim("time", 3).open(file))
        .isInstanceOf(PredictorException.class)
        .hasMessage(
            "backwards.onnx: has no dimension \"time\", only \"batch\", \"source_time\","
                + " \"target_time\"; got dim(\"time\", 3).");
  }

  @Test
  void itIsProvenWhereTheTimesDiffer() {
    List<Probe> probes = Probe.of(trained.model(), List.of());
    assertThat(probes).hasSize(9);
    assertThat(probes.get(8).dims())
        .containsEntry("source_time", 11L)
        .containsEntry("target_time", 12L);
  }

  @Test
  void aModelFileHoldsItToo() {
    Path saved = folder.resolve("backwards.hebb");
    trained.model().save(saved);
    assertThat(Model.load(saved)).isEqualTo(trained.model());
  }

  private static String axes(OnnxMl.ValueInfoProto value) {
    return value.getName()
        + value.getType().getTensorType().getShape().getDimList().stream()
            .map(dim -> dim.hasDimParam() ? dim.getDimParam() : "" + dim.getDimValue())
            .toList();
  }

  @Test
  void eachAxisIsBoundByItsOwnInput() {
    Model model = trained.model();
    assertThat(model.notes())
        .containsEntry("dim.source_time", "5")
        .containsEntry("dim.target_time", "5");
    Tensor source = Tensor.of(new long[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Tensor target = Tensor.of(new long[] {7, 1, 7, 2}, 2, 2);
    Dataset data = new Dataset(List.of(source, target), List.of(Tensor.of(new long[4], 2, 2)));
    assertThat(trained.predict(data).dims()).containsExactly(2, 2, WORDS);
    assertThat(trained.evaluate(data)).containsKey("accuracy");
    Dataset wrong = new Dataset(data.inputs(), List.of(Tensor.of(new long[6], 2, 3)));
    assertThatThrownBy(() -> trained.evaluate(wrong))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "backwards: target for output \"dense\": expected [batch, target_time],"
                + " got [2, 3]. Reshape the data, or declare the network for it.");
  }
}
