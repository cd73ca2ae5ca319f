package dev.hebb.network;

import dev.hebb.network.layer.AlphaDropout;
import dev.hebb.network.layer.Dropout;
import dev.hebb.network.layer.GaussianDropout;
import dev.hebb.network.layer.GaussianNoise;
import dev.hebb.network.layer.SpatialDropout;

/** The part of {@link Layers} that draws random numbers in training and does nothing otherwise. */
class Randomness extends Samplings {
  /** Drops a share of the numbers. */
  public static Dropout dropout(double rate) {
    return new Dropout(rate);
  }

  /** Drops a share of the features, each over all of time. */
  public static SpatialDropout<Rank.Sequence> spatialDropout1d(double rate) {
    return new SpatialDropout<>("spatial_dropout1d", rate);
  }

  /** Drops a share of the channels, each over the whole image. */
  public static SpatialDropout<Rank.Image> spatialDropout2d(double rate) {
    return new SpatialDropout<>("spatial_dropout2d", rate);
  }

  /** Drops a share of the channels, each over the whole volume. */
  public static SpatialDropout<Rank.Volume> spatialDropout3d(double rate) {
    return new SpatialDropout<>("spatial_dropout3d", rate);
  }

  /** Drops a share of the numbers behind a SELU, and keeps mean and variance. */
  public static AlphaDropout alphaDropout(double rate) {
    return new AlphaDropout(rate);
  }

  /** Adds normal noise of this deviation. */
  public static GaussianNoise gaussianNoise(double deviation) {
    return new GaussianNoise(deviation);
  }

  /** Multiplies with normal noise of mean 1. */
  public static GaussianDropout gaussianDropout(double rate) {
    return new GaussianDropout(rate);
  }
}
