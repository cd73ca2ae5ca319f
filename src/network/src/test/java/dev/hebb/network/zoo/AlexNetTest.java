package dev.hebb.network.zoo;

import static dev.hebb.network.zoo.Zoo.alexNet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Node;
import dev.hebb.graph.op.Lrn;
import org.junit.jupiter.api.Test;

class AlexNetTest {
  @Test
  void itHasThePapersSixtyMillionParameters() {
    assertThat(alexNet().graph().parameterCount()).isEqualTo(60_965_224);
    assertThat(alexNet().ungrouped().graph().parameterCount()).isEqualTo(62_378_344);
  }

  @Test
  void itsSummary() {
    assertThat(alexNet().network().summary())
        .isEqualTo(
            """
            Model: "alexnet"
            ┌──────────────────────────────────────┬─────────────────────┬────────────┐
            │ Layer (type)                         │ Output Shape        │    Param # │
            ├──────────────────────────────────────┼─────────────────────┼────────────┤
            │ conv1 (conv2d)                       │ (None, 55, 55, 96)  │     34,944 │
            │ norm1 (local_response_normalization) │ (None, 55, 55, 96)  │          0 │
            │ pool1 (max_pooling2d)                │ (None, 27, 27, 96)  │          0 │
            │ conv2 (conv2d)                       │ (None, 27, 27, 256) │    307,456 │
            │ norm2 (local_response_normalization) │ (None, 27, 27, 256) │          0 │
            │ pool2 (max_pooling2d)                │ (None, 13, 13, 256) │          0 │
            │ conv3 (conv2d)                       │ (None, 13, 13, 384) │    885,120 │
            │ conv4 (conv2d)                       │ (None, 13, 13, 384) │    663,936 │
            │ conv5 (conv2d)                       │ (None, 13, 13, 256) │    442,624 │
            │ pool5 (max_pooling2d)                │ (None, 6, 6, 256)   │          0 │
            │ flatten (flatten)                    │ (None, 9216)        │          0 │
            │ fc6 (dense)                          │ (None, 4096)        │ 37,752,832 │
            │ drop6 (dropout)                      │ (None, 4096)        │          0 │
            │ fc7 (dense)                          │ (None, 4096)        │ 16,781,312 │
            │ drop7 (dropout)                      │ (None, 4096)        │          0 │
            │ fc8 (dense)                          │ (None, 1000)        │  4,097,000 │
            └──────────────────────────────────────┴─────────────────────┴────────────┘
             Total params: 60,965,224 (232.56 MB)
             Trainable params: 60,965,224 (232.56 MB)
             Non-trainable params: 0 (0.00 B)
            """);
  }

  @Test
  void itNormalisesWithThePapersConstants() {
    assertThat(alexNet().graph().nodes())
        .extracting(Node::op)
        .filteredOn(Lrn.class::isInstance)
        .containsExactly(new Lrn(5, 5e-4, 0.75, 2), new Lrn(5, 5e-4, 0.75, 2));
  }

  @Test
  void smallerPicturesFewerFiltersOtherClasses() {
    AlexNet small = alexNet().input(28, 28, 1).stem(3, 1).narrower(8).classes(10);
    assertThat(small.withoutTop().output().shape().keras()).isEqualTo("(None, 2, 2, 32)");
    long convolutions =
        (9 * 12 + 12)
            + (25 * 6 * 32 + 32)
            + (9 * 32 * 48 + 48)
            + (9 * 24 * 48 + 48)
            + (9 * 24 * 32 + 32);
    long dense = (128 * 512 + 512) + (512 * 512 + 512) + (512 * 10 + 10);
    assertThat(small.graph().parameterCount()).isEqualTo(convolutions + dense);
    assertThat(alexNet().input(64, 64, 3).stem(5, 2).withoutTop().output().shape().keras())
        .isEqualTo("(None, 2, 2, 256)");
  }
}
