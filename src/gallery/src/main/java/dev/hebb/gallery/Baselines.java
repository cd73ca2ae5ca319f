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
    int height = (int) dims[1];
    int width = (int) dims[2];
    int channels = (int) dims[3];
    float[] all = pictures.toFloats();
    float[] back = new float[all.length];
    int size = height * width * channels;
    for (int row = 0; row < dims[0]; row++) {
      float[] small = new float[height / side * (width / side) * channels];
      for (int i = 0; i < size; i++) {
        int x = i / channels % width / side;
        int y = i / channels / width / side;
        small[(y * (width / side) + x) * channels + i % channels] +=
            all[row * size + i] / (side * side);
      }
      Tensor reduced = Tensor.of(small, height / side, width / side, channels);
      Images.resized(reduced, height, width).floats().get(back, row * size, size);
    }
    return Tensor.of(back, dims);
  }
}
