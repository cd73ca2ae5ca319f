package dev.hebb.gallery;

import java.util.random.RandomGenerator;

/**
 * Other colours for a picture on white: hue, saturation, strength and brightness of what is drawn;
 * the white stays.
 */
final class Tinting {
  private static final double ANY_HUE = 0.15; // how often
  private static final double ANY_SATURATION = 0.3;
  private static final double HUE = 0.35; // standard deviations: radians,
  private static final double SATURATION = 0.3; // logarithms of a factor or a power
  private static final double STRENGTH = 0.25;
  private static final double CURVE = 0.3;
  private static final double MIX = 0.06;

  private final double[] mix = new double[9];
  private final double strength;
  private final double curve;

  Tinting(RandomGenerator random) {
    boolean any = random.nextDouble() < ANY_SATURATION;
    double hue =
        random.nextDouble() < ANY_HUE
            ? 2 * Math.PI * random.nextDouble()
            : HUE * random.nextGaussian();
    double saturation = any ? random.nextDouble() : Math.exp(SATURATION * random.nextGaussian());
    strength = Math.exp(STRENGTH * random.nextGaussian());
    curve = Math.exp(CURVE * random.nextGaussian());
    for (int i = 0; i < mix.length; i++) {
      mix[i] = turned(hue, i) * saturation + (1 - saturation) / 3 + MIX * random.nextGaussian();
    }
  }

  // A turn of the colours about the axis of the greys.
  private static double turned(double hue, int at) {
    double both = (1 - Math.cos(hue)) / 3;
    double side = Math.sin(hue) / Math.sqrt(3);
    return switch ((at % 3 - at / 3 + 3) % 3) {
      case 0 -> Math.cos(hue) + both;
      case 1 -> both - side;
      default -> both + side;
    };
  }

  /**
   * The picture in other colours.
   *
   * @param picture {@code [height, width, 3]}, from 0 to 1
   */
  float[] of(float[] picture) {
    float[] tinted = new float[picture.length];
    for (int i = 0; i < picture.length; i++) {
      int row = i % 3;
      double ink = 0;
      for (int channel = 0; channel < 3; channel++) {
        ink += mix[row * 3 + channel] * (1 - picture[i - row + channel]);
      }
      double within = Math.max(0, Math.min(1, ink));
      tinted[i] = (float) (1 - Math.min(1, strength * Math.pow(within, curve)));
    }
    return tinted;
  }
}
