package dev.hebb.training;

import static dev.hebb.graph.Initializer.ones;
import static dev.hebb.graph.WeightOptions.weight;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.pRelu;
import static dev.hebb.network.Layers.randomBrightness;
import static dev.hebb.network.Layers.randomContrast;
import static dev.hebb.network.Layers.randomCrop;
import static dev.hebb.network.Layers.randomFlip;
import static dev.hebb.network.Layers.randomRotation;
import static dev.hebb.network.Layers.randomTranslation;
import static dev.hebb.network.Layers.randomZoom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.AffineSample.Fill;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Slice;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.SameRank;
import dev.hebb.training.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What training sees of a picture: every pixel, draw by draw; and what prediction sees. */
class AugmentationTest {
  private static final int HEIGHT = 4;
  private static final int WIDTH = 6;
  private static final int DRAWS = 60;

  /** One pixel of the one picture of a batch. */
  private record Pixel(int row, int column) implements MeanMetric {
    @Override
    public String name() {
      return row + " " + column;
    }

    @Override
    public Value lower(Value prediction, Value target, Scope scope) {
      Value line = scope.op(Slice.of(1, row, 1), prediction);
      return scope.op(Reduce.all(Reduction.MEAN), scope.op(Slice.of(2, column, 1), line));
    }
  }

  private static Network<Image, Image> behind(SameRank<Image> layer) {
    return network("n", image(HEIGHT, WIDTH, 1))
        .then(pRelu().with(weight("alpha").initializer(ones())))
        .then(layer)
        .build();
  }

  private static Tensor picture(float... values) {
    return Tensor.of(values, 1, HEIGHT, WIDTH, 1);
  }

  private static Trained trained(SameRank<Image> layer, float[] picture, long seed) {
    Network<Image, Image> network = behind(layer);
    int height = (int) network.output().shape().dim(1).size().fixed().orElseThrow();
    int width = (int) network.output().shape().dim(2).size().fixed().orElseThrow();
    List<Metric> pixels = new ArrayList<>();
    for (int i = 0; i < height * width; i++) {
      pixels.add(new Pixel(i / width, i % width));
    }
    return Trainer.of(network)
        .optimizer(Sgd.sgd().learningRate(0))
        .metrics(pixels.toArray(Metric[]::new))
        .epochs(DRAWS)
        .batchSize(1)
        .seed(seed)
        .progress(Progress.silent())
        .fit(Dataset.of(picture(picture), Tensor.zeros(1, height, width, 1)));
  }

  // A picture a draw.
  private static List<float[]> draws(Trained trained) {
    List<float[]> draws = new ArrayList<>();
    for (var epoch : trained.history().epochs()) {
      float[] pixels = new float[trained.metrics().size()];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = epoch.figures().get(trained.metrics().get(i).name()).floatValue();
      }
      draws.add(pixels);
    }
    return draws;
  }

  private static List<float[]> draws(SameRank<Image> layer, float[] picture) {
    Trained trained = trained(layer, picture, 5);
    float[][] drawn = draws(trained).toArray(float[][]::new);
    assertThat(draws(trained(layer, picture, 5)).toArray(float[][]::new)).isDeepEqualTo(drawn);
    assertThat(Arrays.deepEquals(draws(trained(layer, picture, 6)).toArray(), drawn)).isFalse();
    return draws(trained);
  }

  private static float[] numbered() {
    float[] picture = new float[HEIGHT * WIDTH];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = i * i / 600f;
    }
    return picture;
  }

  // How far a pixel's centre is from the middle of the picture, to the right.
  private static double x(int pixel) {
    return pixel % WIDTH + 0.5 - WIDTH / 2.0;
  }

  private static double y(int pixel) {
    int row = pixel / WIDTH;
    return row + 0.5 - HEIGHT / 2.0;
  }

  private static float[] ramp() {
    float[] picture = new float[HEIGHT * WIDTH];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (float) x(i);
    }
    return picture;
  }

  // The pixels that are looked up well inside the picture.
  private static int[] inside() {
    return new int[] {8, 9, 14, 15};
  }

  @Test
  void aFlipMirrorsOrDoesNot() {
    Set<String> seen = new HashSet<>();
    float[] picture = numbered();
    for (float[] draw : draws(randomFlip(), picture)) {
      boolean across = draw[0] == picture[WIDTH - 1] || draw[0] == picture[HEIGHT * WIDTH - 1];
      boolean down = Math.abs(draw[0] - picture[0]) > 0.5;
      for (int i = 0; i < draw.length; i++) {
        int row = down ? HEIGHT - 1 - i / WIDTH : i / WIDTH;
        int column = across ? WIDTH - 1 - i % WIDTH : i % WIDTH;
        assertThat(draw[i]).isCloseTo(picture[row * WIDTH + column], within(1e-6f));
      }
      seen.add(down + " " + across);
    }
    assertThat(seen).hasSize(4);
    for (float[] draw : draws(randomFlip().onlyHorizontal(), picture)) {
      assertThat(draw[0]).isLessThan(0.1f);
    }
    for (float[] draw : draws(randomFlip().onlyVertical(), picture)) {
      assertThat(draw[0]).isIn(picture[0], picture[(HEIGHT - 1) * WIDTH]);
    }
  }

  @Test
  void aCropIsAPartOfThePicture() {
    float[] picture = numbered();
    Set<Integer> seen = new HashSet<>();
    for (float[] draw : draws(randomCrop(3, 4), picture)) {
      int corner = 0;
      while (Math.abs(picture[corner] - draw[0]) > 1e-5) {
        corner++;
      }
      seen.add(corner);
      for (int i = 0; i < draw.length; i++) {
        float wanted = picture[corner + i / 4 * WIDTH + i % 4];
        assertThat(draw[i]).isCloseTo(wanted, within(1e-5f));
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 6, 7, 8);
    Tensor middle = trained(randomCrop(2, 4), picture, 1).predict(picture(picture));
    assertThat(middle.toFloats()).containsExactly(Arrays.copyOf(cut(picture, 7, 13), 8));
  }

  private static float[] cut(float[] picture, int first, int second) {
    float[] rows = new float[8];
    System.arraycopy(picture, first, rows, 0, 4);
    System.arraycopy(picture, second, rows, 4, 4);
    return rows;
  }

  @Test
  void aTurnIsATurnWhateverTheSides() {
    double most = 0;
    for (float[] draw : draws(randomRotation(0.04).fill(Fill.NEAREST), ramp())) {
      double sine = (draw[8] - draw[14]) / (y(14) - y(8));
      double cosine = (draw[9] - draw[8]) / (x(9) - x(8));
      assertThat(sine * sine + cosine * cosine).isCloseTo(1, within(1e-5));
      assertThat(Math.abs(Math.asin(sine))).isLessThanOrEqualTo(0.04 * 2 * Math.PI + 1e-6);
      for (int i : inside()) {
        assertThat((double) draw[i]).isCloseTo(cosine * x(i) - sine * y(i), within(1e-5));
      }
      most = Math.max(most, Math.abs(sine));
    }
    assertThat(most).isGreaterThan(0.15);
  }

  @Test
  void aZoomKeepsTheMiddle() {
    double least = 1;
    double most = 1;
    for (float[] draw : draws(randomZoom(0.3), ramp())) {
      double scale = draw[9] / x(9);
      assertThat(scale).isBetween(0.7, 1.3);
      for (int i : inside()) {
        assertThat((double) draw[i]).isCloseTo(scale * x(i), within(1e-5));
      }
      least = Math.min(least, scale);
      most = Math.max(most, scale);
    }
    assertThat(least).isLessThan(0.8);
    assertThat(most).isGreaterThan(1.2);
  }

  @Test
  void aShiftMovesEveryPixelAlike() {
    double most = 0;
    for (float[] draw : draws(randomTranslation(0, 0.2).fill(Fill.NEAREST), ramp())) {
      double shift = draw[9] - x(9);
      assertThat(Math.abs(shift)).isLessThanOrEqualTo(0.2 * WIDTH + 1e-5);
      for (int i : inside()) {
        assertThat((double) draw[i]).isCloseTo(x(i) + shift, within(1e-5));
      }
      most = Math.max(most, Math.abs(shift));
    }
    assertThat(most).isGreaterThan(0.15 * WIDTH);
    for (float[] draw : draws(randomTranslation(0.25, 0).fill(Fill.CONSTANT), ramp())) {
      assertThat(draw[12]).isCloseTo((float) x(12), within(1e-5f));
      assertThat(Math.abs(draw[0])).isBetween(0f, 2.50001f);
    }
  }

  @Test
  void brightnessAndContrastChangeAllPixelsOfAPicture() {
    float[] picture = numbered();
    for (float[] draw : draws(randomBrightness(0.1).range(0, 1), picture)) {
      float shift = draw[14] - picture[14];
      assertThat(Math.abs(shift)).isLessThanOrEqualTo(0.1f);
      for (int i = 0; i < draw.length; i++) {
        float wanted = Math.min(1, Math.max(0, picture[i] + shift));
        assertThat(draw[i]).isCloseTo(wanted, within(1e-5f));
      }
    }
    double mean = 0;
    for (float pixel : picture) {
      mean += pixel / picture.length;
    }
    for (float[] draw : draws(randomContrast(0.4).range(0, 1), picture)) {
      double scale = (draw[19] - mean) / (picture[19] - mean);
      assertThat(scale).isBetween(0.6 - 1e-5, 1.4 + 1e-5);
      for (int i = 0; i < draw.length; i++) {
        double wanted = Math.min(1, Math.max(0, mean + (picture[i] - mean) * scale));
        assertThat((double) draw[i]).isCloseTo(wanted, within(1e-5));
      }
    }
  }

  @Test
  void predictionSeesThePictureAsItIs() {
    float[] picture = numbered();
    for (SameRank<Image> layer :
        List.<SameRank<Image>>of(
            randomFlip(),
            randomRotation(0.2),
            randomZoom(0.2),
            randomTranslation(0.1, 0.1),
            randomBrightness(0.5).range(0, 1),
            randomContrast(0.5).range(0, 1))) {
      assertThat(trained(layer, picture, 1).predict(picture(picture)).toFloats())
          .isEqualTo(picture);
    }
  }
}
