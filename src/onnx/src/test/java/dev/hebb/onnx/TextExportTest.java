package dev.hebb.onnx;

import static dev.hebb.graph.op.Activation.SIGMOID;
import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.Losses.binaryCrossentropy;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtEnvironment;
import dev.hebb.bytepair.BytePair;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.runtime.Predictor;
import dev.hebb.text.TextPredictor;
import dev.hebb.text.TokenBatch;
import dev.hebb.text.Tokenizer;
import dev.hebb.text.Vocabulary;
import dev.hebb.training.Loss;
import dev.hebb.training.Progress;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small networks learn what a few texts say, and their files are asked in text. */
class TextExportTest {
  /** The sums over a padded batch are grouped otherwise than those of a text alone. */
  private static final float TOLERANCE = 2e-6f;

  private static final List<String> GOOD =
      List.of(
          "A wonderful film!",
          "I love it \u2764\uFE0F",
          "great fun",
          "so good",
          "\u05D8\u05D5\u05D1 \u05DE\u05D0\u05D5\u05D3");

  private static final List<String> BAD =
      List.of(
          "A terrible film.",
          "I hate it \uD83D\uDC4E\uD83C\uDFFD",
          "boring and long, really boring",
          "so bad",
          "\u05E8\u05E2 \u05DE\u05D0\u05D5\u05D3");

  @TempDir private Path folder;

  private static List<String> reviews() {
    List<String> all = new ArrayList<>(GOOD);
    all.addAll(BAD);
    return all;
  }

  private static Tensor tensor(TokenBatch batch) {
    return Tensor.of(batch.values(), batch.rows(), batch.time());
  }

  private static Model trained(GraphSource network, Loss loss, Dataset data) {
    return Trainer.of(network)
        .loss(loss)
        .optimizer(adam().learningRate(0.05))
        .epochs(80)
        .batchSize(5)
        .seed(3)
        .progress(Progress.silent())
        .fit(data)
        .model();
  }

  private Path sentiment(Tokenizer words) {
    GraphSource network =
        network("sentiment", tokens(ANY).named("tokens"))
            .then(embedding(words.size(), 6).maskZero())
            .then(globalAveragePool1d())
            .then(dense(2).activation(SOFTMAX))
            .output("sentiment", "")
            .build();
    long[] classes = {1, 1, 1, 1, 1, 0, 0, 0, 0, 0};
    Dataset data = Dataset.of(tensor(words.encode(reviews())), Tensor.of(classes, 10));
    Model model = trained(network, sparseCategoricalCrossentropy(), data);
    Path file = folder.resolve("sentiment.onnx");
    Onnx.export(model)
        .text("tokens", words)
        .labels("sentiment", List.of("bad", "good \uD83D\uDC4D"))
        .to(file);
    return file;
  }

  @Test
  void labels() {
    try (TextPredictor sentiment =
        TextPredictor.open(sentiment(Tokenizer.words().lowerCase().fit(reviews())))) {
      assertThat(sentiment.proven()).isTrue();
      assertThat(sentiment.metadata()).containsEntry("hebb.padding.tokens", "0");
      GOOD.forEach(text -> assertThat(sentiment.label(text)).isEqualTo("good \uD83D\uDC4D"));
      BAD.forEach(text -> assertThat(sentiment.label(text)).isEqualTo("bad"));
      assertThat(sentiment.label("GREAT kumquat, wonderful!!")).isEqualTo("good \uD83D\uDC4D");
      List<Map<String, Float>> together = sentiment.probabilities(reviews());
      for (int i = 0; i < together.size(); i++) {
        Map<String, Float> alone = sentiment.probabilities(reviews().get(i));
        assertThat(together.get(i).get("bad")).isEqualTo(alone.get("bad"), within(TOLERANCE));
      }
      assertThat(sentiment.label(List.of("", "great"))).hasSize(2);
    }
  }

  @Test
  void anotherProgramKnowsWhatPredictsOnly()
      throws IOException, InterruptedException, URISyntaxException {
    Path file = sentiment(Tokenizer.words().lowerCase().fit(reviews()));
    String path =
        String.join(
            System.getProperty("path.separator"),
            where(TextPredictor.class),
            where(Predictor.class),
            where(OrtEnvironment.class));
    Path source = Path.of(Objects.requireNonNull(getClass().getResource("Ask.java.txt")).toURI());
    Path program = Files.copy(source, folder.resolve("Ask.java"));
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-cp",
                path,
                program.toString(),
                file.toString())
            .redirectError(folder.resolve("errors.txt").toFile())
            .start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).as(Files.readString(folder.resolve("errors.txt"))).isZero();
    assertThat(said.lines().toList())
        .containsExactly("bad", "good \\ud83d\\udc4d", "class not found: dev.hebb.graph.Model");
  }

  private static String where(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  @Test
  void bytePairsKnowEveryText() {
    BytePair bytes = BytePair.fit(reviews(), Vocabulary.with().maximumSize(300).minimumCount(2));
    try (TextPredictor sentiment = TextPredictor.open(sentiment(bytes))) {
      assertThat(sentiment.tokenizer()).isEqualTo(bytes);
      GOOD.forEach(text -> assertThat(sentiment.label(text)).isEqualTo("good \uD83D\uDC4D"));
      BAD.forEach(text -> assertThat(sentiment.label(text)).isEqualTo("bad"));
      assertThat(sentiment.label(List.of("\uD83E\uDD7A", "", "\uD83D"))).hasSize(3);
    }
  }

  @Test
  void oneProbabilityForTwoLabels() {
    Tokenizer words = Tokenizer.words().lowerCase().fit(reviews());
    GraphSource network =
        network("sentiment", tokens(ANY))
            .then(embedding(words.size(), 6).maskZero())
            .then(globalAveragePool1d())
            .then(dense(1).activation(SIGMOID))
            .build();
    float[] good = {1, 1, 1, 1, 1, 0, 0, 0, 0, 0};
    Dataset data = Dataset.of(tensor(words.encode(reviews())), Tensor.of(good, 10, 1));
    Model model = trained(network, binaryCrossentropy(), data);
    Path file = folder.resolve("one.onnx");
    Onnx.export(model).text("input", words).labels("dense", List.of("bad", "good")).to(file);
    try (TextPredictor sentiment = TextPredictor.open(file)) {
      assertThat(sentiment.label("so good, great fun!")).isEqualTo("good");
      assertThat(sentiment.probabilities("terrible").get("bad")).isGreaterThan(0.8f);
    }
  }

  @Test
  void notesTravelInTheModelsOwnFile() {
    Tokenizer words = Tokenizer.words().fit(List.of("a b"), Vocabulary.with().marks());
    Model model =
        Models.of(
            network("small", tokens(ANY))
                .then(embedding(8, 3))
                .then(globalAveragePool1d())
                .then(dense(2).activation(SOFTMAX))
                .build());
    Export export = Onnx.export(model).text("input", words).labels("dense", List.of("no", "yes"));
    Path kept = folder.resolve("small.hebb");
    export.model().save(kept);
    Path file = folder.resolve("small.onnx");
    Onnx.export(Model.load(kept)).to(file);
    try (TextPredictor small = TextPredictor.open(file)) {
      assertThat(small.tokenizer()).isEqualTo(words);
      assertThat(small.labels()).containsExactly("no", "yes");
      assertThat(small.label("a b c")).isIn("no", "yes");
    }
    try (Predictor small = Predictor.with().dim("time", 3).open(file)) {
      assertThat(small.metadata()).doesNotContainKey("hebb.padding.input");
      assertThat(small.metadata()).containsEntry("hebb.limit.input", "8");
    }
  }
}
