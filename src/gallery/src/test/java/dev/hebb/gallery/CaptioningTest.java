package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Example;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptioningTest {
  @Test
  void oneFileSaysWhatTheStepsSay(@TempDir Path folder) throws Exception {
    Show show =
        new Show(
            folder, new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    new Captioning(
            12,
            48,
            new CaptionTraining(40, 60, 10, 8),
            new CaptionTraining(0, 4, 1, 8),
            0.5,
            0,
            -100)
        .run(show);
    assertThat(show.broken()).isEmpty();
    assertThat(show.held()).hasSize(4).last().asString().startsWith("the one file with the loop");
    assertThat(Files.readString(folder.resolve("captioning.html")))
        .contains("<h1>Named in a style it has never seen</h1>")
        .contains("grinning face")
        .doesNotContain("src=\"http");
    assertThat(folder.resolve("captioning.png")).isNotEmptyFile();
  }

  @Test
  void aPictureDrawnAnewIsAnotherPictureOfTheSame() {
    Tensor picture = Drawings.picture(Drawings.all().google(), 0);
    Example example = Example.of(picture, 7);
    Example once = Redrawing.of(example, new SplittableRandom(1));
    Example again = Redrawing.of(example, new SplittableRandom(1));
    Example other = Redrawing.of(example, new SplittableRandom(2));
    assertThat(once.label()).isEqualTo(7);
    assertThat(once.input().toFloats()).isEqualTo(again.input().toFloats());
    assertThat(once.input().toFloats()).isNotEqualTo(other.input().toFloats());
    for (float value : once.input().toFloats()) {
      assertThat(value).isBetween(0f, 1f);
    }
  }

  @Test
  void whiteStaysWhite() {
    float[] white = new float[8 * 8 * 3];
    Arrays.fill(white, 1);
    Tensor page = Tensor.of(white, 8, 8, 3);
    for (int seed = 0; seed < 20; seed++) {
      Example drawn = Redrawing.of(Example.of(page, 0), new SplittableRandom(seed));
      assertThat(drawn.input().toFloats()).containsOnly(1f);
    }
  }

  @Test
  void aReducedPictureHasTheMeans() {
    float[] values = new float[2 * 2 * 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * i;
    }
    // Two pictures of 2 x 4 pixels in one channel.
    Tensor reduced = Baselines.reduced(Tensor.of(values, 2, 2, 4, 1), 2);
    assertThat(reduced.dims()).containsExactly(2, 1, 2, 1);
    float[] means = reduced.toFloats();
    List<Double> wanted = List.of(10.5, 24.5, 114.5, 160.5);
    for (int i = 0; i < means.length; i++) {
      assertThat((double) means[i]).isCloseTo(wanted.get(i), within(1e-4));
    }
  }
}
