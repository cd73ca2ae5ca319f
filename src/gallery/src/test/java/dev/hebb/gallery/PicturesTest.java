package dev.hebb.gallery;

import static dev.hebb.network.zoo.Zoo.alexNet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.runtime.Predictor;
import dev.hebb.training.data.Dataset;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The exhibits about pictures, with little to learn from: what they claim is computed and holds.
 */
class PicturesTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private Show run(Exhibit exhibit) {
    Show show = new Show(folder, new PrintStream(said, true, StandardCharsets.UTF_8));
    exhibit.run(show);
    return show;
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  /** So many pictures of each class. */
  private static Dataset some(Dataset all, int each, long seed) {
    return Rows.each(all, each, seed);
  }

  private static Lesson lesson(int each, int epochs, double least) {
    return new Lesson(
        () -> some(Fashion.training(), each, 1), () -> some(Fashion.test(), 20, 1), epochs, least);
  }

  @Test
  void aCnnLearnsAndItsFileSaysTheSame() {
    Show show = run(new Cnn(lesson(60, 4, 0.5), Optional.of(lesson(80, 4, 0.5))));
    assertThat(show.broken()).isEmpty();
    assertThat(show.held())
        .hasSize(4)
        .first()
        .isEqualTo("learnt from 600 pictures, at least 50 % of the test pictures are right");
    try (Predictor cnn = Predictor.open(folder.resolve("cnn.onnx"))) {
      assertThat(cnn.proven()).isTrue();
      assertThat(cnn.metadata().get("hebb.labels")).startsWith("T-shirt/top,trouser,pullover,");
      assertThat(cnn.metadata().get("hebb.parameters")).isEqualTo("225034");
    }
    assertThat(folder.resolve("cnn.png")).exists();
  }

  @Test
  void aClaimThatIsTooHighIsBroken() {
    Show show = run(new Cnn(lesson(10, 1, 0.999), Optional.empty()));
    assertThat(show.broken())
        .containsExactly("learnt from 100 pictures, at least 100 % of the test pictures are right");
  }

  /** The step is taken by one a sixteenth as wide; the real one takes 6 GB. */
  @Test
  void alexNetTakesAStepIsExportedAndLearns() {
    Show show = run(new AlexNets(alexNet().narrower(16).classes(10), lesson(60, 6, 0.15)));
    assertThat(show.broken()).isEmpty();
    assertThat(show.held()).hasSize(7).contains("without groups it has 62,378,344 (62,378,344)");
    assertThat(folder.resolve("alexnet-published.onnx")).doesNotExist();
    assertThat(said()).contains("always the most frequent class: 10.0 %", "an MLP with 128");
    try (Predictor quarter = Predictor.open(folder.resolve("alexnet-quarter.onnx"))) {
      assertThat(quarter.proven()).isTrue();
    }
  }

  @Test
  void anAutoencoderIsItsDecoderAfterItsEncoder() {
    Show show = run(new Autoencoder(() -> AutoencoderPictures.first(16), 1, 0.5));
    assertThat(show.broken()).isEmpty();
    assertThat(show.held()).hasSize(4);
    assertThat(said()).contains("57,539 parameters");
    for (String name : new String[] {"autoencoder", "encoder", "decoder"}) {
      try (Predictor part = Predictor.open(folder.resolve(name + ".onnx"))) {
        assertThat(part.proven()).isTrue();
      }
    }
    try (Predictor decoder = Predictor.open(folder.resolve("decoder.onnx"))) {
      assertThat(decoder.input("decoder_input").dims()).containsExactly(1, 15, 20, 32);
    }
  }

  @Test
  void whatOneHasLearntHelpsTheOther() {
    Path kept = Path.of("../../models/transfer-eyes.hebb");
    assertThat(kept).exists();
    Show show = run(new Transfer(kept, 1, 1, 10, 10));
    assertThat(show.broken()).isEmpty();
    assertThat(show.held())
        .hasSize(3)
        .contains("DenseNet-201 without its top has 18,321,984 parameters");
    assertThat(said()).contains("it has learnt the first five classes: 9").doesNotContain("no ../");
    assertThat(folder.resolve("transfer-eyes.hebb")).doesNotExist();
  }

  @Test
  void whereNothingWasLearntItIsLearntAnewAndKept() throws Exception {
    run(new Transfer(folder.resolve("none.hebb"), 1, 1, 5, 5));
    assertThat(said()).contains("none.hebb: learning the first five classes");
    assertThat(Files.size(folder.resolve("transfer-eyes.hebb"))).isLessThan(2_000_000);
  }
}
