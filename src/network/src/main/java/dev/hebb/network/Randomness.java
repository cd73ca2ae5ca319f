package dev.hebb.network;

import dev.hebb.graph.op.AffineSample.Fill;
import dev.hebb.network.layer.AlphaDropout;
import dev.hebb.network.layer.Dropout;
import dev.hebb.network.layer.GaussianDropout;
import dev.hebb.network.layer.GaussianNoise;
import dev.hebb.network.layer.RandomBrightness;
import dev.hebb.network.layer.RandomContrast;
import dev.hebb.network.layer.RandomCrop;
import dev.hebb.network.layer.RandomFlip;
import dev.hebb.network.layer.RandomRotation;
import dev.hebb.network.layer.RandomTranslation;
import dev.hebb.network.layer.RandomZoom;
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

  /** Mirrors pictures. */
  public static RandomFlip randomFlip() {
    return new RandomFlip(true, true);
  }

  /** Turns pictures by a share of a whole turn. */
  public static RandomRotation randomRotation(double factor) {
    return new RandomRotation(factor, Fill.REFLECT);
  }

  /** Makes pictures larger or smaller. */
  public static RandomZoom randomZoom(double factor) {
    return new RandomZoom(factor, Fill.REFLECT);
  }

  /** Shifts pictures by shares of their height and width. */
  public static RandomTranslation randomTranslation(double down, double across) {
    return new RandomTranslation(down, across, Fill.REFLECT);
  }

  /** Cuts parts out of pictures; the middle in prediction. */
  public static RandomCrop randomCrop(long height, long width) {
    return new RandomCrop(height, width);
  }

  /** Makes pictures brighter or darker. */
  public static RandomBrightness randomBrightness(double factor) {
    return new RandomBrightness(factor, 0, 255);
  }

  /** Changes the contrast of pictures. */
  public static RandomContrast randomContrast(double factor) {
    return new RandomContrast(factor, 0, 255);
  }
}
