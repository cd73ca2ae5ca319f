package dev.hebb.network.zoo;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.zoo.Zoo.denseNet;
import static dev.hebb.network.zoo.Zoo.denseNet121;
import static dev.hebb.network.zoo.Zoo.denseNet169;
import static dev.hebb.network.zoo.Zoo.denseNet201;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Param;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.BatchNormalization;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import org.junit.jupiter.api.Test;

class DenseNetTest {
  /** What {@code keras.applications} counts, moving statistics included. */
  @Test
  void theyHaveAsManyParametersAsKerass() {
    assertThat(denseNet121().graph().parameterCount()).isEqualTo(8_062_504);
    assertThat(denseNet169().graph().parameterCount()).isEqualTo(14_307_880);
    assertThat(denseNet201().graph().parameterCount()).isEqualTo(20_242_984);
    assertThat(denseNet121().withoutTop().graph().parameterCount()).isEqualTo(7_037_504);
    assertThat(denseNet169().withoutTop().graph().parameterCount()).isEqualTo(12_642_880);
    assertThat(denseNet201().withoutTop().graph().parameterCount()).isEqualTo(18_321_984);
  }

  @Test
  void theFoodNetworkOfTheCourse() {
    Network<Image, Vector> food =
        network("food-101", image(224, 224, 3))
            .then(denseNet201().withoutTop().frozen())
            .then(globalAveragePool2d())
            .then(dense(101).activation(Activation.SOFTMAX))
            .build();
    assertThat(food.summary())
        .isEqualTo(
            """
            Model: "food-101"
            ┌─────────────────────────────────────────────────────┬────────────────────┬────────────┐
            │ Layer (type)                                        │ Output Shape       │    Param # │
            ├─────────────────────────────────────────────────────┼────────────────────┼────────────┤
            │ densenet201 (densenet201)                           │ (None, 7, 7, 1920) │ 18,321,984 │
            │ global_average_pooling2d (global_average_pooling2d) │ (None, 1920)       │          0 │
            │ dense (dense)                                       │ (None, 101)        │    194,021 │
            └─────────────────────────────────────────────────────┴────────────────────┴────────────┘
             Total params: 18,516,005 (70.63 MB)
             Trainable params: 194,021 (757.89 KB)
             Non-trainable params: 18,321,984 (69.89 MB)
            """);
    assertThat(food.graph().nodes())
        .extracting(node -> node.op())
        .filteredOn(BatchNormalization.class::isInstance)
        .hasSize(201)
        .allMatch(op -> ((BatchNormalization) op).frozen());
  }

  @Test
  void itsSummaryNamesTorchvisionsModules() {
    assertThat(denseNet121().network().summary().lines())
        .extracting(line -> line.replaceAll(" +", " "))
        .contains(
            "│ features.conv0 (conv2d) │ (None, 112, 112, 64) │ 9,408 │",
            "│ features.pool0 (max_pooling2d) │ (None, 56, 56, 64) │ 0 │",
            "│ features.denseblock1.denselayer1.norm1 (batch_normalization) │ (None, 56, 56, 64) │ 256 │",
            "│ features.denseblock1.denselayer1.conv2 (conv2d) │ (None, 56, 56, 32) │ 36,864 │",
            "│ concatenate (concatenate) │ (None, 56, 56, 96) │ 0 │",
            "│ features.transition1.conv (conv2d) │ (None, 56, 56, 128) │ 32,768 │",
            "│ features.denseblock4.denselayer16.conv1 (conv2d) │ (None, 7, 7, 128) │ 126,976 │",
            "│ features.norm5 (batch_normalization) │ (None, 7, 7, 1024) │ 4,096 │",
            "│ classifier (dense) │ (None, 1000) │ 1,025,000 │");
  }

  /** Written down from the paper: BC, so 4k then k channels, halved between blocks. */
  private static long count(long channels, long filters, long growth, long classes, int... blocks) {
    long sum = channels * filters * 9;
    long c = filters;
    for (int block = 0; block < blocks.length; block++) {
      for (int layer = 0; layer < blocks[block]; layer++) {
        sum += 4 * c + c * 4 * growth + 4 * 4 * growth + 4 * growth * growth * 9;
        c += growth;
      }
      if (block < blocks.length - 1) {
        sum += 4 * c + c * (c / 2);
        c /= 2;
      }
    }
    return sum + 4 * c + c * classes + classes;
  }

  @Test
  void aSmallOneIsCountedByTheFormula() {
    Network<Image, Vector> small = denseNet(12, 24, 4, 5, 3).input(28, 28, 1).classes(7).network();
    assertThat(small.graph().parameterCount()).isEqualTo(count(1, 24, 12, 7, 4, 5, 3));
    assertThat(small.output().shape()).hasToString("[batch, channels=7]");
    assertThat(small.graph().params())
        .extracting(Param::name)
        .startsWith("features.conv0/kernel", "features.denseblock1.denselayer1.norm1/gamma")
        .endsWith("classifier/kernel", "classifier/bias");
    // 28 halved twice; (((24 + 4·12) / 2) + 5·12) / 2 + 3·12 channels.
    assertThat(denseNet(12, 24, 4, 5, 3).input(28, 28, 1).withoutTop().output().shape().keras())
        .isEqualTo("(None, 7, 7, 84)");
  }

  @Test
  void otherSizesNamesAndBeginnings() {
    assertThat(denseNet121().input(64, 96, 3).withoutTop().output().shape().keras())
        .isEqualTo("(None, 2, 3, 1024)");
    assertThat(denseNet(8, 16, 2, 2).stem(DenseNet.Stem.IMAGENET).withoutTop().output().shape())
        .hasToString("[batch, height=4, width=4, channels=32]");
    assertThat(denseNet(8, 16, 2, 2).named("eyes").network().name()).isEqualTo("eyes");
  }

  /** Twenty times what it takes on an idle core. */
  @Test
  void twoHundredLayersAreDeclaredWithinSeconds() {
    denseNet201().network();
    long began = System.nanoTime();
    denseNet201().network();
    double seconds = (System.nanoTime() - began) / 1e9;
    assertThat(seconds).isLessThan(4);
  }
}
