package dev.hebb.network;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.conv2dTranspose;
import static dev.hebb.network.Layers.conv3d;
import static dev.hebb.network.Layers.cosine;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.depthwiseConv2d;
import static dev.hebb.network.Layers.dot;
import static dev.hebb.network.Layers.glu;
import static dev.hebb.network.Layers.groupNormalization;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.layerNormalization;
import static dev.hebb.network.Layers.maxPool2d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.rescaling;
import static dev.hebb.network.Layers.resizing;
import static dev.hebb.network.Layers.separableConv2d;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.upSampling3d;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.network.Layers.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Rank.Volume;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the layers on images, volumes and tables say when they do not fit. */
class ImageErrorsTest {
  private final Stage<Image, Image> picture = network("net", image(5, 6, 4));
  private final Stage<Volume, Volume> volume = network("net", volume(3, 4, 5, 2));
  private final Stage<Sequence, Sequence> free = network("net", sequence(ANY, 3));
  private final Stage<Vector, Vector> table = network("net", vector(4));

  private static void refused(ThrowingCallable declaration, String message) {
    assertThatThrownBy(declaration)
        .isInstanceOf(DeclarationException.class)
        .hasMessage("net/" + message);
  }

  @Test
  void causalPaddingIsForTime() {
    refused(
        () -> picture.then(conv2d(2, 3).causal()),
        "conv2d (conv2d(2, 3).causal()): expected valid or same padding over 2 axes, got causal,"
            + " which is for time. Use same().");
    assertThat(free.then(conv1d(2, 3).causal()).shape()).hasToString("[batch, time, features=2]");
  }

  @Test
  void asManyStridesAsAxes() {
    refused(
        () -> volume.then(conv3d(2, 2).stride(1, 2)),
        "conv3d (conv3d(2, 2).stride(1, 2)): expected a stride for all axes, or one for each of"
            + " the 3, got [1, 2]. Give one number or 3.");
    refused(
        () -> picture.then(maxPool2d(2).stride(1, 2, 3)),
        "max_pooling2d (maxPool2d(2).stride(1, 2, 3)): expected a stride for all axes, or one for"
            + " each of the 2, got [1, 2, 3]. Give one number or 2.");
  }

  @Test
  void aVolumeSmallerThanAKernel() {
    refused(
        () -> volume.then(conv3d(2, 4)),
        "conv3d (conv3d(2, 4)): output depth = floor((3 - 4)/1) + 1 = 0 for input [batch, depth=3,"
            + " height=4, width=5, channels=2]. Use .same(), a smaller kernel, or a longer depth.");
  }

  @Test
  void anOutputPaddingOfAStrideOrMore() {
    refused(
        () -> picture.then(conv2dTranspose(2, 3).stride(2).outputPadding(2)),
        "conv2d_transpose (conv2dTranspose(2, 3).stride(2).outputPadding(2)): expected an output"
            + " padding from 0 to below the stride for each of the 2 axes, got [2, 2] for stride 2."
            + " Give a smaller one, or leave it out.");
    assertThat(picture.then(conv2dTranspose(2, 3).stride(2).outputPadding(1)).shape())
        .hasToString("[batch, height=12, width=14, channels=2]");
  }

  @Test
  void noKernelsForAChannel() {
    refused(
        () -> picture.then(separableConv2d(2, 3).multiplier(0)),
        "separable_conv2d (separableConv2d(2, 3).multiplier(0)): expected a multiplier of at least"
            + " 1, got 0. Give a positive number.");
    refused(
        () -> picture.then(depthwiseConv2d(3).multiplier(0)),
        "depthwise_conv2d (depthwiseConv2d(3).multiplier(0)): expected a multiplier of at least 1,"
            + " got 0. Give a positive number.");
  }

  @Test
  void aCubicThroughAVolume() {
    refused(
        () -> volume.then(upSampling3d(2).bicubic()),
        "up_sampling3d (upSampling3d(2).bicubic()): expected one axis or two to interpolate (two"
            + " for a cubic), got 3 of [batch, channels=2, depth=3, height=4, width=5]. Use"
            + " nearest.");
    refused(
        () -> picture.then(resizing(0, 3)),
        "resizing (resizing(0, 3)): expected a height of at least 1, got 0. Give a positive"
            + " number.");
  }

  @Test
  void axesThatAreNotThere() {
    refused(
        () -> picture.then(layerNormalization().axes(1, 4)),
        "layer_normalization (layerNormalization().axes(1, 4)): expected axes from 1 to 3, each"
            + " once, got [1, 4] for [batch, height=5, width=6, channels=4]. Count them after the"
            + " batch.");
    refused(
        () -> table.then(batchNormalization().axis(2)),
        "batch_normalization (batchNormalization().axis(2)): expected axes from 1 to 1, each once,"
            + " got [2] for [batch, features=4]. Count them after the batch.");
    refused(
        () -> free.then(layerNormalization().axes(1)),
        "layer_normalization (layerNormalization().axes(1)): expected a fixed time, got [batch,"
            + " time, features=3]. Declare it: weights need it.");
  }

  @Test
  void groupsThatDoNotDivide() {
    refused(
        () -> picture.then(groupNormalization(3)),
        "group_normalization (groupNormalization(3)): expected a number of groups that divides 4"
            + " channels, or -1, got 3. Change one of them.");
  }

  @Test
  void halvesOfAnOddAxis() {
    refused(
        () -> free.then(glu()),
        "glu (glu()): expected an even features to halve, got [batch, time, features=3]. Make it"
            + " even, or choose another axis.");
  }

  @Test
  void scalesThatDoNotGoRound() {
    refused(
        () -> picture.then(rescaling(List.of(1.0, 2.0), List.of(0.0))),
        "rescaling (rescaling(List.of(1.0, 2.0), 0.0)): expected one scale, or one for each of"
            + " channels=4, got 2. Give as many as the last axis has.");
  }

  @Test
  void productsOfAxesOfOtherLengths() {
    refused(
        () -> dot(table, table.then(dense(3))),
        "dot (dot(..., 1, 1)): expected axes of one length, got features=4 of [batch, features=4]"
            + " and features=3 of [batch, features=3]. Choose others.");
    refused(
        () -> cosine(free, free, 2, 3),
        "dot (cosine(..., 2, 3)): expected an axis from 1 to 2, got 3 for [batch, time,"
            + " features=3]. Count it after the batch.");
    refused(
        () -> concat(2, List.of(table, table)),
        "concatenate (concat(2, ...)): expected an axis from 1 to 1, got 2 for [batch,"
            + " features=4]. Count it after the batch.");
  }
}
