package dev.hebb.training.data;

import dev.hebb.graph.PictureInput;
import dev.hebb.training.TrainingException;

/**
 * How pictures become numbers.
 *
 * @param input what is done with each, which an exported file can do too
 */
public record ImageOptions(PictureInput input) {
  public ImageOptions {
    input.size().check();
  }

  private static final double UNIT = 1 / 255.0;

  /** Red, green and blue, of the file's size, from 0 to 255. */
  public static ImageOptions rgb() {
    return new ImageOptions(PictureInput.rgb());
  }

  /** In one channel: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601), not rounded. */
  public static ImageOptions grey() {
    return new ImageOptions(PictureInput.grey());
  }

  /** Resized to this; see {@link Images}. */
  public ImageOptions size(int height, int width) {
    if (height < 1 || width < 1) {
      throw new TrainingException(
          "size(%d, %d): expected a height and a width of at least 1.".formatted(height, width));
    }
    return new ImageOptions(input.resized(height, width));
  }

  /** From 0 to 1. */
  public ImageOptions unit() {
    return new ImageOptions(input.scaled(UNIT));
  }

  /** In one channel, whatever the file has. */
  ImageOptions inGrey() {
    return new ImageOptions(
        new PictureInput(1, input.size(), input.scale(), input.mean(), input.deviation()));
  }

  /** 3 for red, green, blue; 1 for grey. */
  public int channels() {
    return input.channels();
  }

  boolean sized() {
    return !input.size().kept();
  }
}
