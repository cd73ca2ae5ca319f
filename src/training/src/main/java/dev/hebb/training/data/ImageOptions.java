package dev.hebb.training.data;

import dev.hebb.training.TrainingException;

/**
 * How pictures become numbers.
 *
 * @param channels 3 for red, green, blue; 1 for grey
 * @param height what they are resized to; 0 leaves each as it is
 * @param width likewise
 * @param pixels what brightness runs through
 */
public record ImageOptions(int channels, int height, int width, Pixels pixels) {
  /** Red, green and blue, of the file's size, from 0 to 255. */
  public static ImageOptions rgb() {
    return new ImageOptions(3, 0, 0, Pixels.BYTE);
  }

  /** In one channel: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601), not rounded. */
  public static ImageOptions grey() {
    return new ImageOptions(1, 0, 0, Pixels.BYTE);
  }

  /** Resized to this; see {@link Images}. */
  public ImageOptions size(int height, int width) {
    if (height < 1 || width < 1) {
      throw new TrainingException(
          "size(%d, %d): expected a height and a width of at least 1.".formatted(height, width));
    }
    return new ImageOptions(channels, height, width, pixels);
  }

  /** From 0 to 1. */
  public ImageOptions unit() {
    return new ImageOptions(channels, height, width, Pixels.UNIT);
  }

  /** In one channel, whatever the file has. */
  ImageOptions inGrey() {
    return new ImageOptions(1, height, width, pixels);
  }

  boolean sized() {
    return height > 0;
  }
}
