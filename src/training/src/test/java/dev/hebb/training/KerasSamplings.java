package dev.hebb.training;

import static dev.hebb.network.Layers.averagePool1d;
import static dev.hebb.network.Layers.averagePool2d;
import static dev.hebb.network.Layers.averagePool3d;
import static dev.hebb.network.Layers.cropping1d;
import static dev.hebb.network.Layers.cropping2d;
import static dev.hebb.network.Layers.cropping3d;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.globalAveragePool3d;
import static dev.hebb.network.Layers.globalMaxPool1d;
import static dev.hebb.network.Layers.globalMaxPool2d;
import static dev.hebb.network.Layers.globalMaxPool3d;
import static dev.hebb.network.Layers.maxPool1d;
import static dev.hebb.network.Layers.maxPool2d;
import static dev.hebb.network.Layers.maxPool3d;
import static dev.hebb.network.Layers.resizing;
import static dev.hebb.network.Layers.upSampling1d;
import static dev.hebb.network.Layers.upSampling2d;
import static dev.hebb.network.Layers.upSampling3d;
import static dev.hebb.network.Layers.zeroPadding1d;
import static dev.hebb.network.Layers.zeroPadding2d;
import static dev.hebb.network.Layers.zeroPadding3d;

import dev.hebb.graph.Graph;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Volume;
import dev.hebb.network.SameRank;
import dev.hebb.network.Stage;
import dev.hebb.network.layer.GlobalPooling;
import dev.hebb.network.layer.Pooling;
import dev.hebb.network.layer.Resizing;
import dev.hebb.network.layer.UpSampling;
import java.util.Optional;

/** Keras's layers that pool, resize, pad and cut, said in this language. */
record KerasSamplings(KerasCase of) {
  Optional<Graph> declare() {
    return switch (of.layer()) {
      case "max_pooling1d" -> steps(pooled(maxPool1d(window(0))));
      case "max_pooling2d" -> image(pooled(maxPool2d(window(0), window(1))));
      case "max_pooling3d" -> volume(pooled(maxPool3d(window(0), window(1), window(2))));
      case "average_pooling1d" -> steps(pooled(averagePool1d(window(0))));
      case "average_pooling2d" -> image(pooled(averagePool2d(window(0), window(1))));
      case "average_pooling3d" -> volume(pooled(averagePool3d(window(0), window(1), window(2))));
      case "global_max_pooling1d" -> global(of.steps(), globalMaxPool1d());
      case "global_max_pooling2d" -> global(of.pictures(), globalMaxPool2d());
      case "global_max_pooling3d" -> global(of.volumes(), globalMaxPool3d());
      case "global_average_pooling1d" -> global(of.steps(), globalAveragePool1d());
      case "global_average_pooling2d" -> global(of.pictures(), globalAveragePool2d());
      case "global_average_pooling3d" -> global(of.volumes(), globalAveragePool3d());
      case "up_sampling1d" -> steps(upSampling1d(size(0)));
      case "up_sampling2d" -> image(interpolated(upSampling2d(size(0), size(1))));
      case "up_sampling3d" -> volume(upSampling3d(size(0), size(1), size(2)));
      case "resizing" -> resized();
      default -> borders();
    };
  }

  private Optional<Graph> borders() {
    String key = of.has("padding") ? "padding" : "cropping";
    return switch (of.layer()) {
      case "zero_padding1d" -> steps(zeroPadding1d(side(key, 0), side(key, 1)));
      case "zero_padding2d" ->
          image(zeroPadding2d(side(key, 0), side(key, 1), side(key, 2), side(key, 3)));
      case "zero_padding3d" ->
          volume(
              zeroPadding3d(
                  side(key, 0),
                  side(key, 1),
                  side(key, 2),
                  side(key, 3),
                  side(key, 4),
                  side(key, 5)));
      case "cropping1d" -> steps(cropping1d(side(key, 0), side(key, 1)));
      case "cropping2d" ->
          image(cropping2d(side(key, 0), side(key, 1), side(key, 2), side(key, 3)));
      case "cropping3d" ->
          volume(
              cropping3d(
                  side(key, 0),
                  side(key, 1),
                  side(key, 2),
                  side(key, 3),
                  side(key, 4),
                  side(key, 5)));
      default -> Optional.empty();
    };
  }

  private int window(int axis) {
    return of.number("pool_size", axis);
  }

  private int size(int axis) {
    return of.number("size", axis);
  }

  // Before the first axis, behind it, before the second, ...
  private int side(String key, int index) {
    return of.border(key, index / 2, index % 2);
  }

  private Optional<Graph> steps(SameRank<Sequence> layer) {
    return Optional.of(of.steps().then(layer).build().graph());
  }

  private Optional<Graph> image(SameRank<Image> layer) {
    return Optional.of(of.pictures().then(layer).build().graph());
  }

  private Optional<Graph> volume(SameRank<Volume> layer) {
    return Optional.of(of.volumes().then(layer).build().graph());
  }

  private <R extends Rank> Pooling<R> pooled(Pooling<R> pool) {
    Pooling<R> moved = of.has("strides") ? pool.stride(of.numbers("strides")) : pool;
    return of.is("padding", "same") ? moved.same() : moved;
  }

  private <R extends Rank> Optional<Graph> global(
      Stage<R, R> stage, GlobalPooling<R, Rank.Vector> pool) {
    return Optional.of(
        of.on("keepdims")
            ? stage.then(pool.keepDims()).build().graph()
            : stage.then(pool).build().graph());
  }

  private UpSampling<Image> interpolated(UpSampling<Image> up) {
    return switch (of.config().get("interpolation").getAsString()) {
      case "bilinear" -> up.bilinear();
      case "bicubic" -> up.bicubic();
      default -> up;
    };
  }

  // Nothing for an image without a batch.
  private Optional<Graph> resized() {
    if (of.x().length < 4) {
      return Optional.empty();
    }
    Resizing layer = resizing(of.number("height"), of.number("width"));
    layer = of.is("interpolation", "nearest") ? layer.nearest() : layer;
    layer = of.is("interpolation", "bicubic") ? layer.bicubic() : layer;
    layer = of.on("antialias") ? layer.antialias() : layer;
    layer = of.on("crop_to_aspect_ratio") ? layer.cropToAspectRatio() : layer;
    layer = of.on("pad_to_aspect_ratio") ? layer.padToAspectRatio(of.real("fill_value", 0)) : layer;
    return image(layer);
  }
}
