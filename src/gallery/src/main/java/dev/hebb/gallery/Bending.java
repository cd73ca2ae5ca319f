package dev.hebb.gallery;

import java.util.random.RandomGenerator;

/**
 * Where each pixel of a bent picture comes from: turned, stretched, slanted and moved as a whole,
 * and each corner of a coarse grid a little further (elastic distortion; Simard et al. 2003).
 */
final class Bending {
  private static final int GRID = 4;
  private static final double TURN = 0.15; // standard deviations: radians,
  private static final double STRETCH = 0.15; // logarithms of a factor,
  private static final double SLANT = 0.1;
  private static final double MOVE = 0.06; // shares of the picture
  private static final double BEND = 0.04;

  private final int side;
  private final double[] map = new double[6];
  private final double[][] bends = new double[2][GRID * GRID];

  /** Of a square picture. */
  Bending(int side, RandomGenerator random) {
    this.side = side;
    double turn = TURN * random.nextGaussian();
    double wide = Math.exp(STRETCH * random.nextGaussian());
    double high = wide * Math.exp(SLANT * random.nextGaussian());
    double slant = SLANT * random.nextGaussian();
    map[0] = Math.cos(turn) / wide;
    map[1] = (Math.cos(turn) * slant - Math.sin(turn)) / high;
    map[2] = MOVE * side * random.nextGaussian();
    map[3] = Math.sin(turn) / wide;
    map[4] = (Math.sin(turn) * slant + Math.cos(turn)) / high;
    map[5] = MOVE * side * random.nextGaussian();
    for (double[] bend : bends) {
      for (int i = 0; i < bend.length; i++) {
        bend[i] = BEND * side * random.nextGaussian();
      }
    }
  }

  /**
   * The bent picture; white comes in from outside.
   *
   * @param picture {@code [side, side, 3]}, from 0 to 1
   */
  float[] of(float[] picture) {
    double centre = (side - 1) / 2.0;
    float[] bent = new float[picture.length];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double right = x - centre;
        double down = y - centre;
        double fromX = centre + map[0] * right + map[1] * down + map[2] + bend(0, x, y);
        double fromY = centre + map[3] * right + map[4] * down + map[5] + bend(1, x, y);
        for (int channel = 0; channel < 3; channel++) {
          bent[(y * side + x) * 3 + channel] = (float) between(picture, fromX, fromY, channel);
        }
      }
    }
    return bent;
  }

  private double bend(int axis, int x, int y) {
    double gridX = (double) x / (side - 1) * (GRID - 1);
    double gridY = (double) y / (side - 1) * (GRID - 1);
    int left = Math.min(GRID - 2, (int) gridX);
    int top = Math.min(GRID - 2, (int) gridY);
    double[] bend = bends[axis];
    return mixed(
        mixed(bend[top * GRID + left], bend[top * GRID + left + 1], gridX - left),
        mixed(bend[(top + 1) * GRID + left], bend[(top + 1) * GRID + left + 1], gridX - left),
        gridY - top);
  }

  private double between(float[] picture, double x, double y, int channel) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    return mixed(
        mixed(at(picture, left, top, channel), at(picture, left + 1, top, channel), x - left),
        mixed(
            at(picture, left, top + 1, channel), at(picture, left + 1, top + 1, channel), x - left),
        y - top);
  }

  private double at(float[] picture, int x, int y, int channel) {
    boolean inside = x >= 0 && y >= 0 && x < side && y < side;
    return inside ? picture[(y * side + x) * 3 + channel] : 1;
  }

  private static double mixed(double one, double other, double share) {
    return one + (other - one) * share;
  }
}
