package dev.hebb.network;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.network.Layers.averagePool3d;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.conv1dTranspose;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.conv2dTranspose;
import static dev.hebb.network.Layers.conv3d;
import static dev.hebb.network.Layers.cropping3d;
import static dev.hebb.network.Layers.depthwiseConv1d;
import static dev.hebb.network.Layers.depthwiseConv2d;
import static dev.hebb.network.Layers.elu;
import static dev.hebb.network.Layers.globalMaxPool3d;
import static dev.hebb.network.Layers.glu;
import static dev.hebb.network.Layers.groupNormalization;
import static dev.hebb.network.Layers.layerNormalization;
import static dev.hebb.network.Layers.leakyRelu;
import static dev.hebb.network.Layers.relu;
import static dev.hebb.network.Layers.rescaling;
import static dev.hebb.network.Layers.resizing;
import static dev.hebb.network.Layers.rmsNormalization;
import static dev.hebb.network.Layers.separableConv2d;
import static dev.hebb.network.Layers.softmax;
import static dev.hebb.network.Layers.threshold;
import static dev.hebb.network.Layers.unitNormalization;
import static dev.hebb.network.Layers.upSampling2d;
import static dev.hebb.network.Layers.zeroPadding3d;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Layers on images, volumes and tables read as they were written. */
class ImageTextTest {
  private static Stream<String> texts(Lowering... layers) {
    return Stream.of(layers).map(layer -> layer.kind() + ": " + layer.declaration());
  }

  @Test
  void convolutions() {
    assertThat(
            texts(
                conv2d(8, 5),
                conv3d(8, 5, 4, 3).stride(1, 2, 3).same(),
                conv1dTranspose(2, 3).stride(2).outputPadding(1),
                conv2dTranspose(2, 3, 4).dilation(2).noBias(),
                depthwiseConv1d(3).activation(RELU),
                depthwiseConv2d(3, 2).multiplier(2),
                separableConv2d(4, 3).multiplier(2).stride(2)))
        .containsExactly(
            "conv2d: conv2d(8, 5)",
            "conv3d: conv3d(8, 5, 4, 3).stride(1, 2, 3).same()",
            "conv1d_transpose: conv1dTranspose(2, 3).stride(2).outputPadding(1)",
            "conv2d_transpose: conv2dTranspose(2, 3, 4).dilation(2).noBias()",
            "depthwise_conv1d: depthwiseConv1d(3).activation(RELU)",
            "depthwise_conv2d: depthwiseConv2d(3, 2).multiplier(2)",
            "separable_conv2d: separableConv2d(4, 3).multiplier(2).stride(2)");
  }

  @Test
  void samplings() {
    assertThat(
            texts(
                averagePool3d(2).stride(1),
                globalMaxPool3d().keepDims(),
                upSampling2d(2, 3).bicubic(),
                resizing(4, 5),
                resizing(4, 5).nearest().cropToAspectRatio(),
                resizing(4, 5).bicubic().antialias().padToAspectRatio(0.5),
                zeroPadding3d(1),
                cropping3d(1, 0, 2, 0, 3, 0)))
        .containsExactly(
            "average_pooling3d: averagePool3d(2).stride(1)",
            "global_max_pooling3d: globalMaxPool3d().keepDims()",
            "up_sampling2d: upSampling2d(2, 3).bicubic()",
            "resizing: resizing(4, 5)",
            "resizing: resizing(4, 5).nearest().cropToAspectRatio()",
            "resizing: resizing(4, 5).bicubic().antialias().padToAspectRatio(0.5)",
            "zero_padding3d: zeroPadding3d([1, 1, 1], [1, 1, 1])",
            "cropping3d: cropping3d([1, 2, 3], [0, 0, 0])");
  }

  @Test
  void normalizationsAndActivations() {
    assertThat(
            texts(
                layerNormalization().axes(1, 2).epsilon(0.1),
                groupNormalization(-1).axis(1).noScale().noCenter(),
                rmsNormalization().axes(2),
                unitNormalization().axes(1),
                batchNormalization().axis(1),
                relu().maxValue(6).negativeSlope(0.1).threshold(0.5),
                leakyRelu().negativeSlope(0.2),
                leakyRelu(),
                elu().alpha(0.5),
                softmax().axes(1, 2),
                glu().axis(1),
                threshold(0.5, -1),
                rescaling(List.of(1.0, 2.0), List.of(0.0))))
        .containsExactly(
            "layer_normalization: layerNormalization().axes(1, 2).epsilon(0.1)",
            "group_normalization: groupNormalization(-1).axis(1).noScale().noCenter()",
            "rms_normalization: rmsNormalization().axes(2)",
            "unit_normalization: unitNormalization().axes(1)",
            "batch_normalization: batchNormalization().axis(1)",
            "re_lu: relu().maxValue(6.0).negativeSlope(0.1).threshold(0.5)",
            "leaky_re_lu: leakyRelu().negativeSlope(0.2)",
            "leaky_re_lu: leakyRelu()",
            "elu: elu().alpha(0.5)",
            "softmax: softmax().axes(1, 2)",
            "glu: glu().axis(1)",
            "threshold: threshold(0.5, -1.0)",
            "rescaling: rescaling(List.of(1.0, 2.0), 0.0)");
  }
}
