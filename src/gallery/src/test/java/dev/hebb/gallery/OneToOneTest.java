package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Section;
import dev.hebb.network.Layers;
import dev.hebb.runtime.Predictor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneToOneTest {
  @TempDir Path folder;

  @Test
  void oneStepIsADenseLayer() {
    OneToOne exhibit =
        new OneToOne(
            new Lesson(
                () -> Rows.each(Fashion.training(), 60, 1),
                () -> Rows.each(Fashion.test(), 20, 1),
                4,
                0.6));
    Show show = new Show(folder, System.out);
    exhibit.run(show);
    assertThat(show.broken()).isEmpty();
    assertThat(show.held()).hasSize(6);
    show.card(exhibit).write(folder);
    assertThat(folder.resolve("one-to-one.md"))
        .content()
        .contains("simpleRnn(64) 54,986, dense(64) 50,890: the 4,096 of the recurrent kernel more")
        .contains("lstm(64): ", " 217,994 parameters")
        .contains("`one-to-one.onnx`");
    assertThat(folder.resolve("one-to-one.png")).isNotEmptyFile();
    try (Predictor predictor = Predictor.open(folder.resolve("one-to-one.onnx"))) {
      assertThat(predictor.proven()).isTrue();
      assertThat(predictor.metadata().get("hebb.labels")).startsWith("T-shirt/top,trouser,");
    }
  }

  @Test
  void aClaimThatIsTooHighIsBroken() {
    Lesson lesson =
        new Lesson(
            () -> Rows.each(Fashion.training(), 10, 1),
            () -> Rows.each(Fashion.test(), 5, 1),
            1,
            0.999);
    Show show = new Show(folder, System.out);
    new OneToOne(lesson).run(show);
    assertThat(show.broken())
        .containsExactly(
            "one-to-one.onnx gives the trainer's class for each of 50 test pictures, and at least"
                + " 100 % are right");
  }

  @Test
  void thePictureIsTheOnlyStep() {
    assertThat(OneToOne.plain().graph().sections().stream().map(Section::declaration))
        .containsExactly(
            "flatten()", "dense(64).activation(TANH)", "dense(10).activation(SOFTMAX)");
    assertThat(
            OneToOne.recurrent(Layers.simpleRnn(64)).graph().sections().stream()
                .map(Section::declaration))
        .containsExactly(
            "flatten()", "repeatVector(1)", "simpleRnn(64)", "dense(10).activation(SOFTMAX)");
  }
}
