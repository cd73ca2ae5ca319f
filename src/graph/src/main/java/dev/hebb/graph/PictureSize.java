package dev.hebb.graph;

import dev.hebb.graph.op.Interpolation;

/**
 * To which size a picture is brought: resized, then the middle of it.
 *
 * @param shorter what the shorter side becomes, the longer one in proportion; 0 if height and width
 *     are said
 * @param height what the height becomes; 0 if it stays
 * @param width likewise
 * @param cropHeight how many rows in the middle are taken; 0 takes all
 * @param cropWidth likewise
 * @param interpolation what stands between pixels
 * @param antialias whether all pixels count where a side becomes shorter
 */
public record PictureSize(
    int shorter,
    int height,
    int width,
    int cropHeight,
    int cropWidth,
    Interpolation interpolation,
    boolean antialias) {
  /** Pictures stay as large as they are. */
  static final PictureSize KEPT = new PictureSize(0, 0, 0, 0, 0, Interpolation.LINEAR, false);

  /**
   * What becomes of one side.
   *
   * @param from its length
   * @param whole its length once resized
   * @param first from where on it is taken
   * @param taken how much of it
   */
  public record Side(int from, int whole, int first, int taken) {}

  /** Whether pictures stay as large as they are. */
  public boolean kept() {
    return shorter == 0 && height == 0;
  }

  /** How high pictures come out; 0 if as high as they are. */
  public int rows() {
    return cropHeight > 0 ? cropHeight : height;
  }

  /** How wide pictures come out; 0 if as wide as they are. */
  public int columns() {
    return cropWidth > 0 ? cropWidth : width;
  }

  /** The height of a picture of that size. */
  public Side down(int high, int wide) {
    int whole = shorter > 0 ? proportional(high, Math.min(high, wide)) : height;
    return new Side(high, whole, middle(whole - rows()), rows());
  }

  /** The width of a picture of that size. */
  public Side across(int high, int wide) {
    int whole = shorter > 0 ? proportional(wide, Math.min(high, wide)) : width;
    return new Side(wide, whole, middle(whole - columns()), columns());
  }

  private int proportional(int length, int shortest) {
    return Math.toIntExact((long) shorter * length / shortest);
  }

  /** Half of what is left over, a half pixel to the even side, as torchvision has it. */
  static int middle(int over) {
    int half = over / 2;
    return half + over % 2 * (half % 2);
  }

  /**
   * Whether it says enough.
   *
   * @throws DeclarationException when it leaves a side open, or takes more than there is
   */
  public void check() {
    if (!kept() && rows() == 0) {
      throw new DeclarationException(
          "expected the middle of it, as the longer side is of any length, got %s alone. Say cropped(%d)."
              .formatted(this, shorter));
    }
    if (kept() && cropHeight > 0) {
      throw new DeclarationException(
          "expected a size before the middle of it is taken, got %s. Say resized(%d) first."
              .formatted(this, Math.max(cropHeight, cropWidth)));
    }
    int high = shorter > 0 ? shorter : height;
    int wide = shorter > 0 ? shorter : width;
    if (cropHeight > high || cropWidth > wide) {
      throw new DeclarationException(
          "expected a middle within %d x %d, got %d x %d. Take less, or resize to more."
              .formatted(high, wide, cropHeight, cropWidth));
    }
  }

  @Override
  public String toString() {
    StringBuilder said = new StringBuilder();
    if (shorter > 0) {
      said.append(".resized(%d)".formatted(shorter));
    } else if (height > 0) {
      said.append(".resized(%d, %d)".formatted(height, width));
    }
    if (cropHeight > 0) {
      said.append(".cropped(%d, %d)".formatted(cropHeight, cropWidth));
    }
    said.append(interpolation == Interpolation.CUBIC ? ".bicubic()" : "");
    said.append(antialias ? ".antialias()" : "");
    return said.isEmpty() ? "" : said.substring(1);
  }
}
