package dev.hebb.training;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.graph.op.Activation.TANH;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.averagePool2d;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.globalMaxPool2d;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.maxPool2d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.scanned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Model;
import dev.hebb.graph.Multiplications;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Stage;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A scanned network says at every position what its patch network says of the patch there. */
class ScannedTest {
  private static final int HEIGHT = 21;
  private static final int WIDTH = 18;
  private static final int PATCH = 12;

  private static Stage<Image, Image> patch() {
    return network("patch", image(PATCH, PATCH, 2));
  }

  private static Network<Image, Vector> mlp() {
    return patch().then(flatten()).then(dense(5).activation(TANH)).then(dense(3)).build();
  }

  private static Network<Image, Vector> twoLayers() {
    return patch()
        .then(conv2d(6, 4).stride(4).activation(RELU))
        .then(flatten())
        .then(dense(4).activation(RELU))
        .then(dropout(0.5))
        .then(dense(3).activation(SOFTMAX))
        .build();
  }

  private static Network<Image, Vector> threeLayers() {
    return patch()
        .then(conv2d(6, 2).stride(2).activation(RELU))
        .then(conv2d(5, 3).stride(3).activation(RELU))
        .then(flatten())
        .then(dense(3).noBias())
        .build();
  }

  private static Network<Image, Vector> pooled() {
    return patch()
        .then(conv2d(4, 3).activation(RELU))
        .then(maxPool2d(2))
        .then(batchNormalization())
        .then(conv2d(5, 2).dilation(2))
        .then(globalMaxPool2d())
        .then(batchNormalization())
        .then(dense(2))
        .build();
  }

  static Stream<Arguments> scans() {
    return Stream.of(mlp(), twoLayers(), threeLayers(), pooled())
        .flatMap(net -> Stream.of(1, 2, 3, 4, 6).map(stride -> Arguments.of(net, stride)));
  }

  @ParameterizedTest
  @MethodSource("scans")
  void everyPositionSaysWhatThePatchSays(Network<Image, Vector> patch, int stride) {
    Model model = Model.initial(patch, 3);
    var scan = scanned(patch, image(ANY, ANY, 2), stride);
    Tensor whole = picture();
    Tensor map = run(new Model(scan.graph(), model.weights()), whole);
    int rows = (HEIGHT - PATCH) / stride + 1;
    int columns = (WIDTH - PATCH) / stride + 1;
    long units = patch.output().shape().last().size().fixed().orElseThrow();
    assertThat(map.dims()).containsExactly(1, rows, columns, units);
    float[] said = run(model, patches(whole, rows, columns, stride)).toFloats();
    float[] got = map.toFloats();
    double sum = 0;
    assertThat(got).hasSameSizeAs(said);
    for (int i = 0; i < said.length; i++) {
      assertThat(got[i]).as("position %d", i / units).isCloseTo(said[i], within(2e-6f));
      sum += Math.abs(got[i]);
    }
    assertThat(sum).isGreaterThan(0.1);
  }

  @Test
  void whatNeighboursShareIsMultipliedOnce() {
    var net = twoLayers();
    long patches = 7 * 10;
    long one = Multiplications.of(net.graph(), Map.of("batch", 1L));
    assertThat(one).isEqualTo(3 * 3 * 6 * (4 * 4 * 2) + 3 * 3 * 6 * 4 + 4 * 3);
    long all =
        Multiplications.of(scanned(net, image(HEIGHT, WIDTH, 2), 1).graph(), Map.of("batch", 1L));
    assertThat(all).isEqualTo(18 * 15 * 6 * (4 * 4 * 2) + patches * (3 * 3 * 6 * 4 + 4 * 3));
    assertThat(one * patches).isGreaterThan(2 * all);
  }

  @Test
  void whatCannotBeScannedIsNamed() {
    var padded = patch().then(conv2d(3, 3).same()).then(flatten()).then(dense(1)).build();
    assertThatThrownBy(() -> scanned(padded, image(ANY, ANY, 2), 1))
        .isInstanceOf(DeclarationException.class)
        .hasMessageStartingWith(
            "patch/conv2d/Conv (Conv): expected no padding and one stride for height and width: a"
                + " patch has neighbours where the image goes on, to scan with stride 1, got Conv[")
        .hasMessageEndingWith(". Change the patch network.");
    var mean =
        patch().then(conv2d(3, 2).stride(2)).then(averagePool2d(2)).then(flatten()).then(dense(1));
    assertThatThrownBy(() -> scanned(mean.build(), image(ANY, ANY, 2), 1))
        .isInstanceOf(DeclarationException.class)
        .hasMessageStartingWith(
            "patch/average_pooling2d/AveragePool (AveragePool): expected a mean over neighbours,"
                + " which a stride of 1 leaves 2 apart; use maximum pooling, or a stride that is a"
                + " multiple of 2, to scan with stride 1");
    assertThat(scanned(mean.build(), image(ANY, ANY, 2), 2).summary()).contains("scan");
  }

  private static Tensor run(Model model, Tensor input) {
    String output = model.graph().outputs().get(0).value().name();
    try (Engine.Session session = Engine.find().orElseThrow().open(model, List.of(output))) {
      return session.run(Map.of("input", input)).get(output);
    }
  }

  private static Tensor picture() {
    SplittableRandom random = new SplittableRandom(5);
    float[] values = new float[HEIGHT * WIDTH * 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return Tensor.of(values, 1, HEIGHT, WIDTH, 2);
  }

  // Row by row, as the scan puts them out.
  private static Tensor patches(Tensor whole, int rows, int columns, int stride) {
    float[] image = whole.toFloats();
    float[] values = new float[rows * columns * PATCH * PATCH * 2];
    int to = 0;
    for (int position = 0; position < rows * columns; position++) {
      int top = position / columns * stride;
      int left = position % columns * stride;
      for (int row = top; row < top + PATCH; row++) {
        System.arraycopy(image, (row * WIDTH + left) * 2, values, to, PATCH * 2);
        to += PATCH * 2;
      }
    }
    return Tensor.of(values, (long) rows * columns, PATCH, PATCH, 2);
  }
}
