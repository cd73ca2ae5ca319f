package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.ImageOptions;
import dev.hebb.training.data.Images;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A photo in grey, from 0 to 255. */
final class Photo {
  // Less than half at a time, or pixels would be left out.
  private static final double SHRINK = 1.2;

  private final int height;
  private final int width;
  private final float[] grey;

  /** Takes the levels over, row by row. */
  Photo(int height, int width, float[] grey) {
    this.height = height;
    this.width = width;
    this.grey = grey;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  /** Its levels, row by row; not a copy. */
  float[] grey() {
    return grey;
  }

  /** One of the bundled ones; see SOURCE.md beside them. */
  static Photo bundled(String file) {
    try (InputStream bytes = Photo.class.getResourceAsStream("photos/" + file)) {
      Path copy = Files.createTempFile("photo", file);
      try {
        Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
        return of(Images.read(copy, ImageOptions.grey()));
      } finally {
        Files.delete(copy);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file + ": could not be read.", unreadable);
    }
  }

  private static Photo of(Tensor picture) {
    return new Photo((int) picture.dims()[0], (int) picture.dims()[1], picture.toFloats());
  }

  /** {@code [1, height, width, 1]}. */
  Tensor tensor() {
    return Tensor.of(grey, 1, height, width, 1);
  }

  Photo resized(int toHeight, int toWidth) {
    return of(Images.resized(Tensor.of(grey, height, width, 1), toHeight, toWidth));
  }

  /** A quarter turn, clockwise. */
  Photo turned() {
    float[] turned = new float[grey.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        turned[x * height + height - 1 - y] = grey[y * width + x];
      }
    }
    return new Photo(/* height= */ width, /* width= */ height, turned);
  }

  /**
   * Itself smaller and smaller, each a sixth less than the one before, so that what is larger than
   * a patch comes to fill one.
   *
   * @param largest the first is at most this share of the photo
   * @param least height and width that the last still has
   */
  List<Photo> pyramid(double largest, int least) {
    List<Photo> levels = new ArrayList<>();
    Photo level = this;
    for (double share = 1; ; share /= SHRINK) {
      int toHeight = (int) Math.round(height * share);
      int toWidth = (int) Math.round(width * share);
      if (Math.min(toHeight, toWidth) < least) {
        return levels;
      }
      level = level.resized(toHeight, toWidth);
      if (share <= largest) {
        levels.add(level);
      }
    }
  }

  /** Black for white. */
  Photo negative() {
    float[] negative = new float[grey.length];
    for (int i = 0; i < negative.length; i++) {
      negative[i] = 255 - grey[i];
    }
    return new Photo(height, width, negative);
  }

  /** A square of it, row by row. */
  float[] patch(int top, int left, int side) {
    float[] patch = new float[side * side];
    for (int row = 0; row < side; row++) {
      System.arraycopy(grey, (top + row) * width + left, patch, row * side, side);
    }
    return patch;
  }
}
