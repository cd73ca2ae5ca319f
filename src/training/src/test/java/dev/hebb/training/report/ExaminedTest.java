package dev.hebb.training.report;

import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Losses.meanSquaredError;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Tensor;
import dev.hebb.training.Adam;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.TrainingException;
import dev.hebb.training.data.Dataset;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ExaminedTest {
  private static final int ROWS = 40;
  private static final List<String> NAMES = List.of("dark", "light", "<none>");

  // Dark pictures and light ones; the labels of rows 7 and 8 are wrong.
  private static Dataset pictures() {
    float[] pixels = new float[ROWS * 12];
    long[] labels = new long[ROWS];
    for (int row = 0; row < ROWS; row++) {
      labels[row] = row % 2;
      for (int i = 0; i < 12; i++) {
        pixels[row * 12 + i] = row % 2 + i / 100f;
      }
    }
    labels[7] = 2;
    labels[8] = 1;
    return Dataset.of(Tensor.of(pixels, ROWS, 4, 3, 1), Tensor.of(labels, ROWS));
  }

  private static Trained classifier() {
    return Trainer.of(
            network("shades", image(4, 3, 1))
                .then(flatten())
                .then(dense(3).activation(SOFTMAX))
                .build())
        .loss(sparseCategoricalCrossentropy())
        .optimizer(Adam.adam().learningRate(0.05))
        .epochs(40)
        .batchSize(8)
        .seed(1)
        .progress(Progress.silent())
        .fit(pictures());
  }

  @Test
  void theRowsThatAreMostWrongComeFirst() {
    Trained trained = classifier();
    List<Double> losses = trained.losses(pictures());
    Examined examined = Examined.of(trained, pictures(), NAMES);
    assertThat(examined.worst()).hasSize(12);
    assertThat(examined.worst().subList(0, 2).stream().map(Examined.Wrong::row))
        .containsExactlyInAnyOrder(7, 8);
    assertThat(examined.worst().stream().map(Examined.Wrong::loss))
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(losses.stream().mapToDouble(each -> each).average().orElseThrow())
        .isCloseTo(trained.evaluate(pictures()).get("loss"), within(1e-6));
  }

  @Test
  void thePageShowsPicturesAndConfusion() throws IOException {
    String page = Report.of(classifier()).examined(pictures(), NAMES).html();
    assertThat(page)
        .contains("<h2>Confusion</h2>", "<th scope=\"col\">&lt;none&gt;", "is <b>&lt;none&gt;</b>")
        .contains("<td class=\"right\" style=\"--share:1\">19")
        .contains(
            "<td class=\"right\" style=\"--share:0.9500\">19",
            "<td class=\"wrong\" style=\"--share:0.05000\">1")
        .contains("img-src data:");
    Matcher data = Pattern.compile("data:image/png;base64,([A-Za-z0-9+/=]+)").matcher(page);
    assertThat(data.results().count()).isEqualTo(12);
    assertThat(data.reset().find()).isTrue();
    byte[] png = Base64.getDecoder().decode(data.group(1));
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(3);
  }

  @Test
  void numbersAreShownWhereThereAreNoClasses() {
    float[] x = {0, 1, 2, 3, 4, 5, 6, 100};
    Trained trained =
        Trainer.of(network("line", vector(1)).then(dense(1)).build())
            .loss(meanSquaredError())
            .batchSize(8)
            .progress(Progress.silent())
            .fit(Dataset.of(Tensor.of(x, 8, 1), Tensor.of(x, 8, 1)));
    String page =
        Report.of(trained)
            .examined(Dataset.of(Tensor.of(x, 8, 1), Tensor.of(x, 8, 1)), List.of())
            .html();
    assertThat(page)
        .contains("is <b>100</b></p><p class=\"loss\">row 7, loss")
        .doesNotContain("Confusion</h2>", "<img");
  }

  @Test
  void labelsForOtherClassesAreRefused() {
    Trained trained = classifier();
    assertThatThrownBy(() -> Report.of(trained).examined(pictures(), List.of("one")))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "shades: report: expected a label for each of 3 classes, got 1. Give one each, or none.");
  }
}
