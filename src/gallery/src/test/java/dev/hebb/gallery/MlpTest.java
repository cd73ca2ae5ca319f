package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlpTest {
  @TempDir Path folder;

  @Test
  void layersSayWhatOneUnitCannot() {
    Mlp mlp = new Mlp(new XorStudy(4), Mlp.whole().first());
    Show show = new Show(folder, System.out);
    mlp.run(show);
    assertThat(show.broken()).isEmpty();
    assertThat(show.held()).hasSize(10);
    show.card(mlp).write(folder);
    assertThat(folder.resolve("mlp.md"))
        .content()
        .contains("`fashion-mlp.onnx`", "`iris.onnx`", "`wine.onnx`", "`xor.onnx`")
        .contains("sepal_length, sepal_width, petal_length, petal_width, in cm")
        .contains("the probabilities of setosa, versicolor, virginica");
    assertThat(folder.resolve("mlp.png")).isNotEmptyFile();
    // Fisher's first flower, and his last.
    Tensor flowers = Tensor.of(new float[][] {{5.1f, 3.5f, 1.4f, 0.2f}, {5.9f, 3, 5.1f, 1.8f}});
    assertThat(Predictions.classes(folder.resolve("iris.onnx"), flowers)).containsExactly(0, 2);
    assertThat(
            Predictions.of(
                folder.resolve("xor-perceptrons.onnx"), TruthTable.XOR.dataset().inputs().get(0)))
        .isDeepEqualTo(new float[][] {{0}, {1}, {1}, {0}});
  }

  @Test
  void foldsShareOutEveryClassAndEveryRowOnce() {
    Dataset wine = Table.wine().data();
    Folds folds = Folds.of(wine, 5, 42);
    int rows = 0;
    float sum = 0;
    for (int fold = 0; fold < 5; fold++) {
      Folds.Split split = folds.split(fold);
      assertThat(split.training().rows() + split.test().rows()).isEqualTo(178);
      long[] labels = split.test().targets().get(0).toLongs();
      // 59, 71 and 48 wines, a fifth of each.
      assertThat(count(labels, 0)).isBetween(11, 12);
      assertThat(count(labels, 1)).isBetween(14, 15);
      assertThat(count(labels, 2)).isBetween(9, 10);
      rows += labels.length;
      sum += total(split.test());
    }
    assertThat(rows).isEqualTo(178);
    assertThat(sum).isCloseTo(total(wine), within(1f));
  }

  private static int count(long[] labels, long label) {
    return Math.toIntExact(Arrays.stream(labels).filter(each -> each == label).count());
  }

  // Each row's last column, proline.
  private static float total(Dataset wines) {
    float[] values = wines.inputs().get(0).toFloats();
    float sum = 0;
    for (int i = 12; i < values.length; i += 13) {
      sum += values[i];
    }
    return sum;
  }

  @Test
  void theNearestCentroidIsNear() {
    Dataset data =
        Dataset.of(
            Tensor.of(new float[][] {{0, 0}, {0, 100}, {4, 0}, {4, 100}}),
            Tensor.of(new long[] {0, 0, 1, 1}, 4));
    Tensor rows = Tensor.of(new float[][] {{1, 500}, {3, -500}});
    assertThat(NearestCentroid.of(data, false).classes(rows)).containsExactly(0, 1);
    // Means (0, 100) and (4, 0): what is near depends on the scale of the second.
    Dataset skewed =
        Dataset.of(
            Tensor.of(new float[][] {{0, 90}, {0, 110}, {4, -10}, {4, 10}}),
            Tensor.of(new long[] {0, 0, 1, 1}, 4));
    Tensor between = Tensor.of(new float[][] {{3.5f, 60}});
    assertThat(NearestCentroid.of(skewed, false).classes(between)).containsExactly(0);
    assertThat(NearestCentroid.of(skewed, true).classes(between)).containsExactly(1);
  }
}
