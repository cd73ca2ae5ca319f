package dev.hebb.stream.tick;

/**
 * A convolution over one axis, without padding.
 *
 * @param x register of {@code [rows, channels, in]}
 * @param y register of {@code [rows, filters, out]}
 * @param patch register of {@code [channels·width]}: what the kernel meets
 * @param sum register of {@code [filters]}
 * @param kernel {@code [channels·width, filters]}
 */
record ConvKernel(
    int x,
    int y,
    int patch,
    int sum,
    int rows,
    int channels,
    int in,
    int out,
    int width,
    int dilation,
    int stride,
    Weights kernel,
    Weights bias)
    implements Kernel {
  @Override
  public void run(float[][] r) {
    int filters = bias.size();
    float[] seen = r[patch];
    float[] result = r[sum];
    for (int row = 0; row < rows; row++) {
      for (int at = 0; at < out; at++) {
        for (int channel = 0; channel < channels; channel++) {
          int from = (row * channels + channel) * in + at * stride;
          for (int i = 0; i < width; i++) {
            seen[channel * width + i] = r[x][from + i * dilation];
          }
        }
        System.arraycopy(bias.numbers(), 0, result, 0, filters);
        Sums.add(seen, 0, seen.length, kernel.numbers(), result, 0, filters);
        for (int filter = 0; filter < filters; filter++) {
          r[y][(row * filters + filter) * out + at] = result[filter];
        }
      }
    }
  }
}
