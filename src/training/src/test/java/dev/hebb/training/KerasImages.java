package dev.hebb.training;

import static dev.hebb.network.Layers.averagePool1d;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.conv2dTranspose;
import static dev.hebb.network.Layers.cropping1d;
import static dev.hebb.network.Layers.cropping2d;
import static dev.hebb.network.Layers.depthwiseConv2d;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.globalMaxPool1d;
import static dev.hebb.network.Layers.globalMaxPool2d;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.layerNormalization;
import static dev.hebb.network.Layers.maxPool1d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.pRelu;
import static dev.hebb.network.Layers.permute;
import static dev.hebb.network.Layers.repeatVector;
import static dev.hebb.network.Layers.rescaling;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.upSampling1d;
import static dev.hebb.network.Layers.upSampling2d;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.network.Layers.zeroPadding1d;
import static dev.hebb.network.Layers.zeroPadding2d;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.Graph;
import dev.hebb.graph.op.Reduction;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.SameRank;
import dev.hebb.network.Stage;
import dev.hebb.network.layer.BatchNorm;
import dev.hebb.network.layer.Conv;
import dev.hebb.network.layer.ConvTranspose;
import dev.hebb.network.layer.DepthwiseConv;
import dev.hebb.network.layer.LayerNorm;
import dev.hebb.network.layer.Padding;
import dev.hebb.network.layer.Pooling;
import java.util.List;
import java.util.Optional;

/** Keras's constructor arguments, said in this language. */
final class KerasImages {
  private final JsonObject config;
  private final long[] x;

  private KerasImages(JsonObject config, long[] x) {
    this.config = config;
    this.x = x;
  }

  /** The layer of this case as a network; nothing if there is no such layer here. */
  static Optional<Graph> declare(JsonObject golden, Goldens goldens) {
    String name = golden.get("name").getAsString();
    if (!goldens.has(name + "/x")) {
      return Optional.empty();
    }
    long[] x = goldens.tensors().get(name + "/x").dims();
    JsonObject config = golden.getAsJsonObject("config");
    boolean keepdims = config.has("keepdims") && config.get("keepdims").getAsBoolean();
    return keepdims
        ? Optional.empty()
        : Optional.ofNullable(new KerasImages(config, x).layer(golden.get("layer").getAsString()));
  }

  private Graph layer(String layer) {
    return switch (layer) {
      case "conv2d" -> pictures().then(conv()).build().graph();
      case "max_pooling1d" -> steps().then(pooled(maxPool1d(size("pool_size", 0)))).build().graph();
      case "average_pooling1d" ->
          steps().then(pooled(averagePool1d(size("pool_size", 0)))).build().graph();
      case "max_pooling2d" -> pictures().then(pool2d(Reduction.MAX)).build().graph();
      case "average_pooling2d" -> pictures().then(pool2d(Reduction.MEAN)).build().graph();
      case "global_max_pooling1d" -> steps().then(globalMaxPool1d()).build().graph();
      case "global_max_pooling2d" -> pictures().then(globalMaxPool2d()).build().graph();
      case "global_average_pooling1d" -> steps().then(globalAveragePool1d()).build().graph();
      case "global_average_pooling2d" -> pictures().then(globalAveragePool2d()).build().graph();
      case "up_sampling1d" -> steps().then(upSampling1d(size("size", 0))).build().graph();
      case "up_sampling2d" -> {
        var up = upSampling2d(size("size", 0), size("size", 1));
        String interpolation = config.get("interpolation").getAsString();
        boolean linear = interpolation.equals("bilinear");
        yield !linear && !interpolation.equals("nearest")
            ? null
            : pictures().then(linear ? up.bilinear() : up).build().graph();
      }
      case "zero_padding1d" ->
          steps().then(zeroPadding1d(pad("padding", 0, 0), pad("padding", 0, 1))).build().graph();
      case "zero_padding2d" ->
          pictures()
              .then(
                  zeroPadding2d(
                      pad("padding", 0, 0),
                      pad("padding", 0, 1),
                      pad("padding", 1, 0),
                      pad("padding", 1, 1)))
              .build()
              .graph();
      case "p_re_lu" -> any(pRelu().shared(axes("shared_axes")));
      case "permute" -> any(permute(axes("dims")));
      case "repeat_vector" ->
          network("golden", vector(x[1]))
              .then(repeatVector(config.get("n").getAsInt()))
              .build()
              .graph();
      case "batch_normalization" -> batchNorm();
      case "conv2d_transpose" -> transposed();
      case "depthwise_conv2d" -> pictures().then(depthwise()).build().graph();
      case "cropping1d" ->
          steps().then(cropping1d(pad("cropping", 0, 0), pad("cropping", 0, 1))).build().graph();
      case "cropping2d" ->
          pictures()
              .then(
                  cropping2d(
                      pad("cropping", 0, 0),
                      pad("cropping", 0, 1),
                      pad("cropping", 1, 0),
                      pad("cropping", 1, 1)))
              .build()
              .graph();
      case "layer_normalization" -> layerNorm();
      case "rescaling" ->
          config.get("scale").isJsonArray()
              ? null
              : any(
                  rescaling(
                      config.get("scale").getAsDouble(),
                      config.has("offset") ? config.get("offset").getAsDouble() : 0));
      default -> null;
    };
  }

  private Stage<Image, Image> pictures() {
    return network("golden", image(x[1], x[2], x[3]));
  }

  private Stage<Sequence, Sequence> steps() {
    return network("golden", sequence(x[1], x[2]));
  }

  private int size(String key, int axis) {
    JsonElement value = config.get(key);
    return value.isJsonArray() ? value.getAsJsonArray().get(axis).getAsInt() : value.getAsInt();
  }

  // A number, one a side, one an axis, or two an axis.
  private int pad(String key, int axis, int side) {
    JsonElement value = config.get(key);
    if (!value.isJsonArray()) {
      return value.getAsInt();
    }
    JsonArray array = value.getAsJsonArray();
    if (x.length == 3) {
      return array.get(side).getAsInt();
    }
    JsonElement both = array.get(axis);
    return both.isJsonArray() ? both.getAsJsonArray().get(side).getAsInt() : both.getAsInt();
  }

  private Integer[] axes(String key) {
    return config.has(key)
        ? config.getAsJsonArray(key).asList().stream()
            .map(JsonElement::getAsInt)
            .toArray(Integer[]::new)
        : new Integer[0];
  }

  private boolean same() {
    return config.has("padding") && config.get("padding").getAsString().equals("same");
  }

  private boolean off(String key) {
    return config.has(key) && !config.get(key).getAsBoolean();
  }

  private Conv<Image> conv() {
    Conv<Image> conv =
        conv2d(config.get("filters").getAsInt(), size("kernel_size", 0), size("kernel_size", 1));
    conv = config.has("strides") ? conv.stride(size("strides", 0), size("strides", 1)) : conv;
    conv =
        config.has("dilation_rate")
            ? conv.dilation(size("dilation_rate", 0), size("dilation_rate", 1))
            : conv;
    conv = config.has("groups") ? conv.groups(config.get("groups").getAsInt()) : conv;
    conv =
        config.has("activation")
            ? conv.activation(Goldens.activation(config, "activation").orElseThrow())
            : conv;
    conv = off("use_bias") ? conv.noBias() : conv;
    return same() ? conv.padding(Padding.SAME) : conv;
  }

  private Pooling<Image> pool2d(Reduction reduction) {
    return pooled(Pooling.of(reduction, List.of(size("pool_size", 0), size("pool_size", 1))));
  }

  private <R extends Rank> Pooling<R> pooled(Pooling<R> pool) {
    Pooling<R> moved = pool;
    if (config.has("strides") && !config.get("strides").isJsonNull()) {
      moved =
          pool.window().size() == 1
              ? pool.stride(size("strides", 0))
              : pool.stride(size("strides", 0), size("strides", 1));
    }
    return same() ? moved.same() : moved;
  }

  // Nothing where another axis than the last is normalized.
  private Graph batchNorm() {
    if (config.has("axis") || x.length > 4) {
      return null;
    }
    BatchNorm norm = batchNormalization();
    norm = config.has("epsilon") ? norm.epsilon(config.get("epsilon").getAsDouble()) : norm;
    norm = config.has("momentum") ? norm.momentum(config.get("momentum").getAsDouble()) : norm;
    norm = off("scale") ? norm.noScale() : norm;
    norm = off("center") ? norm.noCenter() : norm;
    return any(norm);
  }

  private Graph any(SameRank<Rank> layer) {
    return switch (x.length) {
      case 2 -> network("golden", vector(x[1])).then(layer).build().graph();
      case 3 -> steps().then(layer).build().graph();
      default -> pictures().then(layer).build().graph();
    };
  }

  // Nothing with an output padding or a dilation: those are not here.
  private Graph transposed() {
    if (config.has("output_padding")
        || size("dilation_rate", 0) != 1
        || size("dilation_rate", 1) != 1) {
      return null;
    }
    ConvTranspose<Image> conv =
        conv2dTranspose(
            config.get("filters").getAsInt(), size("kernel_size", 0), size("kernel_size", 1));
    conv = conv.stride(size("strides", 0), size("strides", 1));
    conv =
        config.has("activation")
            ? conv.activation(Goldens.activation(config, "activation").orElseThrow())
            : conv;
    conv = off("use_bias") ? conv.noBias() : conv;
    return pictures().then(same() ? conv.same() : conv).build().graph();
  }

  private DepthwiseConv<Image> depthwise() {
    DepthwiseConv<Image> conv =
        depthwiseConv2d(size("kernel_size", 0), size("kernel_size", 1))
            .multiplier(size("depth_multiplier", 0));
    conv = conv.stride(size("strides", 0)).dilation(size("dilation_rate", 0));
    conv =
        config.has("activation")
            ? conv.activation(Goldens.activation(config, "activation").orElseThrow())
            : conv;
    conv = off("use_bias") ? conv.noBias() : conv;
    return same() ? conv.same() : conv;
  }

  // Nothing over other axes than the last.
  private Graph layerNorm() {
    if (config.has("axis")) {
      return null;
    }
    LayerNorm norm = layerNormalization();
    norm = config.has("epsilon") ? norm.epsilon(config.get("epsilon").getAsDouble()) : norm;
    norm = off("scale") ? norm.noScale() : norm;
    return any(off("center") ? norm.noCenter() : norm);
  }
}
