package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.ImageOptions;
import dev.hebb.training.data.Images;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class BundledDataTest {
  private static void tenClasses(Dataset data, long each) {
    assertThat(data.inputs().get(0).dims()).containsExactly(10 * each, 28, 28, 1);
    long[] labels = data.targets().get(0).toLongs();
    for (int label = 0; label < 10; label++) {
      int wanted = label;
      assertThat(Arrays.stream(labels).filter(seen -> seen == wanted).count()).isEqualTo(each);
    }
  }

  @Test
  void fashion() {
    tenClasses(Fashion.training(), 600);
    tenClasses(Fashion.test(), 100);
    assertThat(Fashion.LABELS).hasSize(10);
    // The training set begins with an ankle boot, the test set too.
    assertThat(Fashion.training().example(0).label()).isEqualTo(9);
    assertThat(Fashion.test().example(0).label()).isEqualTo(9);
    assertThat(mean(Fashion.training().inputs().get(0))).isCloseTo(0.286, within(0.003));
  }

  // Of the whole training set it is 0.2860, as everybody who normalises it writes.
  private static double mean(Tensor values) {
    double sum = 0;
    for (float value : values.toFloats()) {
      sum += value;
    }
    return sum / values.size();
  }

  @Test
  void emoji() {
    Tensor pictures = Emoji.pictures();
    assertThat(pictures.dims()).containsExactly(800, 60, 80, 3);
    float[] first = pictures.rows(0, 1).toFloats();
    assertThat(first[0]).as("white around it").isEqualTo(1);
    int middle = (30 * 80 + 40) * 3;
    assertThat(first[middle]).as("a yellow face: red").isGreaterThan(0.9f);
    assertThat(first[middle + 2]).as("a yellow face: blue").isLessThan(0.5f);
  }

  @Test
  void drawings() {
    Drawings all = Drawings.all();
    assertThat(all.names()).hasSize(1412).contains("rice cracker").startsWith("grinning face");
    assertThat(all.google().dims()).containsExactly(1412, 32, 32, 3);
    assertThat(all.twitter().dims()).containsExactly(1412, 32, 32, 3);
    Drawings some = all.some(3);
    assertThat(some.names())
        .containsExactly(all.names().get(0), all.names().get(470), all.names().get(941));
    assertThat(some.twitter().rows(2, 3).toFloats())
        .isEqualTo(all.twitter().rows(941, 942).toFloats());
    // A yellow face on white, in both styles.
    int middle = (16 * 32 + 16) * 3;
    for (Tensor style : List.of(all.google(), all.twitter())) {
      float[] face = Drawings.picture(style, 0).toFloats();
      assertThat(face[0]).isEqualTo(1);
      assertThat(face[middle]).isGreaterThan(0.9f);
      assertThat(face[middle + 2]).isLessThan(0.5f);
    }
  }

  @Test
  void tables() {
    Table iris = Table.iris();
    assertThat(iris.columns())
        .containsExactly("sepal_length", "sepal_width", "petal_length", "petal_width");
    assertThat(iris.labels()).containsExactly("setosa", "versicolor", "virginica");
    assertThat(iris.data().inputs().get(0).dims()).containsExactly(150, 4);
    assertThat(iris.data().rows(34, 35).inputs().get(0).toFloats())
        .containsExactly(4.9f, 3.1f, 1.5f, 0.2f); // Fisher's; the UCI copy has 0.1 at its end.
    Table wine = Table.wine();
    assertThat(wine.columns()).hasSize(13).startsWith("alcohol").endsWith("proline");
    long[] growers = wine.data().targets().get(0).toLongs();
    assertThat(Arrays.stream(growers).filter(grower -> grower == 1).count()).isEqualTo(71);
    assertThat(growers).hasSize(178);
  }

  @Test
  void words() {
    assertThat(Review.all())
        .hasSize(3000)
        .contains(new Review("Great for the jawbone.", "amazon", true));
    for (String source : Review.SOURCES) {
      assertThat(Review.all())
          .filteredOn(review -> review.source().equals(source) && review.praises())
          .hasSize(500);
    }
    List<Pronunciation> words = Pronunciation.shuffled(1);
    assertThat(words)
        .hasSize(31_884)
        .contains(new Pronunciation("abacus", List.of("AE", "B", "AH", "K", "AH", "S")))
        .allMatch(word -> word.word().length() == word.phonemes().size());
    assertThat(words.stream().map(Pronunciation::word)).doesNotHaveDuplicates();
  }

  @Test
  void photosAndFaces() throws IOException, URISyntaxException {
    Path photo = Path.of(BundledDataTest.class.getResource("photos/astronaut.png").toURI());
    assertThat(Images.read(photo, ImageOptions.grey().size(64, 64)).dims())
        .containsExactly(64, 64, 1);
    try (InputStream faces =
        new GZIPInputStream(BundledDataTest.class.getResourceAsStream("faces-25x25.u8.gz"))) {
      assertThat(faces.readAllBytes()).hasSize(200 * 25 * 25);
    }
  }
}
