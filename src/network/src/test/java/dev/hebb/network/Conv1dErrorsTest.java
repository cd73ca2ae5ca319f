package dev.hebb.network;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.maxPool2d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.layer.Conv;
import org.junit.jupiter.api.Test;

class Conv1dErrorsTest {
  private final Stage<Sequence, Sequence> three = network("net", sequence(3, 4));
  private final Stage<Sequence, Sequence> free = network("net", sequence(ANY, 4));

  private static void refused(
      Stage<Sequence, Sequence> stage, Conv<Sequence> layer, String declaration, String what) {
    assertThatThrownBy(() -> stage.then(layer))
        .isInstanceOf(DeclarationException.class)
        .hasMessage("net/conv1d (" + declaration + "): " + what);
  }

  @Test
  void aKernelLongerThanTime() {
    refused(
        three,
        conv1d(8, 5),
        "conv1d(8, 5)",
        "output time = floor((3 - 5)/1) + 1 = -1 for input [batch, time=3, features=4]. Use"
            + " .same(), a smaller kernel, or a longer time.");
    refused(
        three,
        conv1d(8, 2).dilation(3),
        "conv1d(8, 2).dilation(3)",
        "output time = floor((3 - 4)/1) + 1 = 0 for input [batch, time=3, features=4]. Use"
            + " .same(), a smaller kernel, or a longer time.");
  }

  @Test
  void samePaddingWithAStrideOnAFreeTime() {
    refused(
        free,
        conv1d(8, 4).same().stride(2),
        "conv1d(8, 4).stride(2).same()",
        "expected a fixed time for same padding with stride 2, got time, on which the padding"
            + " depends. Declare its length, or use valid or causal padding.");
  }

  @Test
  void groupsThatDoNotDivide() {
    refused(
        free,
        conv1d(8, 4).groups(3),
        "conv1d(8, 4).groups(3)",
        "expected channels and filters that divide by 3 groups, got 4 channels and 8 filters."
            + " Change one of the three.");
    refused(
        free,
        conv1d(6, 4).groups(4),
        "conv1d(6, 4).groups(4)",
        "expected channels and filters that divide by 4 groups, got 4 channels and 6 filters."
            + " Change one of the three.");
  }

  @Test
  void strideAndDilationTogether() {
    refused(
        free,
        conv1d(8, 4).stride(2).dilation(3),
        "conv1d(8, 4).stride(2).dilation(3)",
        "expected a stride or a dilation above 1, got stride 2 and dilation 3. Use one of them.");
  }

  @Test
  void numbersThatMustBePositive() {
    String end = " of at least 1, got 0. Give a positive number.";
    refused(free, conv1d(0, 4), "conv1d(0, 4)", "expected filters" + end);
    refused(free, conv1d(8, 0), "conv1d(8, 0)", "expected a kernel" + end);
    refused(free, conv1d(8, 4).stride(0), "conv1d(8, 4).stride(0)", "expected a stride" + end);
    refused(
        free, conv1d(8, 4).dilation(0), "conv1d(8, 4).dilation(0)", "expected a dilation" + end);
    refused(free, conv1d(8, 4).groups(0), "conv1d(8, 4).groups(0)", "expected groups" + end);
  }

  @Test
  void anImageSmallerThanAKernel() {
    Stage<Rank.Image, Rank.Image> shrunk =
        network("encoder", image(6, 6, 3)).then(maxPool2d(2)).then(conv2d(16, 1));
    assertThatThrownBy(() -> shrunk.then(conv2d(8, 5)))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "encoder/conv2d_1 (conv2d(8, 5)): output height = floor((3 - 5)/1) + 1 = -1 for input"
                + " [batch, height=3, width=3, channels=16]. Use .same(), a smaller kernel, or a longer"
                + " height.");
    assertThatThrownBy(() -> shrunk.then(maxPool2d(4)))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "encoder/max_pooling2d_1 (maxPool2d(4)): output height = floor((3 - 4)/4) + 1 = 0 for"
                + " input [batch, height=3, width=3, channels=16]. Use .same(), a smaller kernel, or a"
                + " longer height.");
  }
}
