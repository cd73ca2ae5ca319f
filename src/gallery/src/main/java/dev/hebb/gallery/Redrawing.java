package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Example;
import java.util.random.RandomGenerator;

/**
 * Draws pictures anew: bent, in other colours, now and then blurred. So a network sees what a thing
 * looks like in many hands, though it was drawn by one. Never mirrored: left and right are words.
 */
final class Redrawing {
  private static final double BLURRED = 0.3; // how often

  private Redrawing() {}

  /** The example with its picture drawn anew, {@code [side, side, 3]} from 0 to 1. */
  static Example of(Example example, RandomGenerator random) {
    Tensor picture = example.input();
    int side = (int) picture.dims()[0];
    float[] bent = new Bending(side, random).of(picture.toFloats());
    float[] tinted = new Tinting(random).of(bent);
    float[] drawn = random.nextDouble() < BLURRED ? blurred(tinted, side) : tinted;
    return example.withInput(Tensor.of(drawn, side, side, 3));
  }

  // Each pixel twice, its neighbours once, in both directions.
  private static float[] blurred(float[] picture, int side) {
    return smoothed(smoothed(picture, side, 3, side * 3), side, side * 3, 3);
  }

  private static float[] smoothed(float[] picture, int side, int step, int other) {
    float[] smooth = picture.clone();
    for (int line = 0; line < side; line++) {
      for (int at = step; at < (side - 1) * step; at += step) {
        for (int channel = 0; channel < 3; channel++) {
          int i = line * other + at + channel;
          smooth[i] = (picture[i - step] + 2 * picture[i] + picture[i + step]) / 4;
        }
      }
    }
    return smooth;
  }
}
