package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Images;

/** What a picture can be replaced with, without having learnt anything. */
final class Baselines {
  private Baselines() {}

  /** The mean of all training pictures, for each held one. */
  static Tensor mean(Tensor training, Tensor held) {
    int rows = (int) training.dims()[0];
    int size = Math.toIntExact(training.size() / rows);
    double[] sums = new double[size];
    float[] all = training.toFloats();
    for (int i = 0; i < all.length; i++) {
      sums[i % size] += all[i];
    }
    float[] means = new float[Math.toIntExact(held.size())];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (sums[i % size] / rows);
    }
    return Tensor.of(means, held.dims());
  }

  /** Each square of so many pixels a side replaced by its mean, then enlarged, bilinear. */
  static Tensor coarse(Tensor pictures, int side) {
    long[] dims = pictures.dims();
    float[] back = new float[Math.toIntExact(pictures.size())];
    Tensor reduced = reduced(pictures, side);
    int size = (int) (dims[1] * dims[2] * dims[3]);
    for (int row = 0; row < dims[0]; row++) {
      Tensor one = reduced.rows(row, row + 1).reshaped(dims[1] / side, dims[2] / side, dims[3]);
      Images.resized(one, (int) dims[1], (int) dims[2]).floats().get(back, row * size, size);
    }
    return Tensor.of(back, dims);
  }

  /** Each square of so many pixels a side as one pixel, its mean. */
  static Tensor reduced(Tensor pictures, int side) {
    long[] dims = pictures.dims();
    int height = (int) dims[1];
    int width = (int) dims[2];
    int channels = (int) dims[3];
    float[] all = pictures.toFloats();
    int across = width / side;
    float[] small = new float[(int) dims[0] * (height / side) * across * channels];
    for (int i = 0; i < all.length; i++) {
      int x = i / channels % width / side;
      int line = i / channels / width / side; // Lines of all pictures, as side divides the height.
      small[(line * across + x) * channels + i % channels] += all[i] / (side * side);
    }
    return Tensor.of(small, dims[0], height / side, across, channels);
  }
}
