package dev.hebb.training;

import static dev.hebb.network.Layers.conv1dTranspose;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.conv2dTranspose;
import static dev.hebb.network.Layers.conv3d;
import static dev.hebb.network.Layers.conv3dTranspose;
import static dev.hebb.network.Layers.depthwiseConv1d;
import static dev.hebb.network.Layers.depthwiseConv2d;
import static dev.hebb.network.Layers.separableConv1d;
import static dev.hebb.network.Layers.separableConv2d;

import dev.hebb.graph.Graph;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import dev.hebb.network.layer.Conv;
import dev.hebb.network.layer.ConvTranspose;
import dev.hebb.network.layer.Convolves;
import dev.hebb.network.layer.DepthwiseConv;
import dev.hebb.network.layer.SeparableConv;
import java.util.Optional;

/** Keras's layers with a sliding kernel, said in this language. */
record KerasConvolutions(KerasCase of) {
  Optional<Graph> declare() {
    int filters = of.has("filters") ? of.number("filters") : 0;
    return switch (of.layer()) {
      case "conv2d" -> image(grouped(conv2d(filters, kernel(0), kernel(1))));
      case "conv3d" -> volume(grouped(conv3d(filters, kernel(0), kernel(1), kernel(2))));
      case "conv1d_transpose" -> steps(padded(conv1dTranspose(filters, kernel(0))));
      case "conv2d_transpose" -> image(padded(conv2dTranspose(filters, kernel(0), kernel(1))));
      case "conv3d_transpose" ->
          volume(padded(conv3dTranspose(filters, kernel(0), kernel(1), kernel(2))));
      case "depthwise_conv1d" -> steps(multiplied(depthwiseConv1d(kernel(0))));
      case "depthwise_conv2d" -> image(multiplied(depthwiseConv2d(kernel(0), kernel(1))));
      case "separable_conv1d" -> steps(multiplied(separableConv1d(filters, kernel(0))));
      case "separable_conv2d" -> image(multiplied(separableConv2d(filters, kernel(0), kernel(1))));
      default -> Optional.empty();
    };
  }

  private int kernel(int axis) {
    return of.number("kernel_size", axis);
  }

  private Optional<Graph> steps(SameRank<Rank.Sequence> layer) {
    return Optional.of(of.steps().then(layer).build().graph());
  }

  private Optional<Graph> image(SameRank<Rank.Image> layer) {
    return Optional.of(of.pictures().then(layer).build().graph());
  }

  private Optional<Graph> volume(SameRank<Rank.Volume> layer) {
    return Optional.of(of.volumes().then(layer).build().graph());
  }

  private <R extends Rank> Conv<R> grouped(Conv<R> conv) {
    return common(of.has("groups") ? conv.groups(of.number("groups")) : conv);
  }

  private <R extends Rank> ConvTranspose<R> padded(ConvTranspose<R> conv) {
    return common(
        of.has("output_padding") ? conv.outputPadding(of.numbers("output_padding")) : conv);
  }

  private <R extends Rank> DepthwiseConv<R> multiplied(DepthwiseConv<R> conv) {
    return common(conv.multiplier(of.number("depth_multiplier")));
  }

  private <R extends Rank> SeparableConv<R> multiplied(SeparableConv<R> conv) {
    return common(conv.multiplier(of.number("depth_multiplier")));
  }

  private <R extends Rank, L extends Convolves<R, L>> L common(L conv) {
    L all = conv.stride(of.numbers("strides")).dilation(of.numbers("dilation_rate"));
    all = all.activation(of.activation());
    all = of.off("use_bias") ? all.noBias() : all;
    return of.is("padding", "same") ? all.same() : all;
  }
}
