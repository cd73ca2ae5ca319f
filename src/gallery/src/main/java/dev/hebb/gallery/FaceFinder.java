package dev.hebb.gallery;

import dev.hebb.runtime.Predictor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for faces in photos with an exported scanning network: every patch, in every size of the
 * photo. The runtime alone predicts.
 */
record FaceFinder(Path scan) {
  /** A patch that is more of a face than this counts. */
  static final double LEAST = 0.3;

  // Of the photo's height, so that faces of 50 pixels and more are found.
  private static final double LARGEST = 0.5;
  private static final int SMALLEST = 40;

  /**
   * What was found.
   *
   * @param patches how many were looked at
   * @param heat for each pixel, from 0 to 1, the most that a patch with its middle there is a face
   * @param boxes the surest of each crowd, surest first; their score is how many patches agree
   */
  record Found(long patches, Photo heat, List<Box> boxes) {
    List<Box> above(double agreeing) {
      return boxes.stream().filter(box -> box.score() >= agreeing).toList();
    }
  }

  /** In all sizes of a photo. */
  Found in(Photo photo) {
    float[] heat = new float[photo.height() * photo.width()];
    List<Box> faces = new ArrayList<>();
    long patches = 0;
    for (Photo level : photo.pyramid(LARGEST, SMALLEST)) {
      float[] map = map(level);
      double larger = (double) photo.width() / level.width();
      int across = level.width() - Faces.SIDE + 1;
      for (int i = 0; i < map.length; i++) {
        if (map[i] > LEAST) {
          double left = i % across * larger;
          int row = i / across;
          faces.add(new Box(left, row * larger, Faces.SIDE * larger, map[i]));
        }
      }
      patches += map.length;
      warm(heat, photo, map, across, larger);
    }
    return new Found(
        patches, new Photo(photo.height(), photo.width(), heat), Box.surest(Box.crowds(faces)));
  }

  /** How much each patch is a face, row by row, from 0 to 1. */
  float[] map(Photo photo) {
    try (Predictor predictor =
        Predictor.with()
            .batch(1)
            .dim("height", photo.height())
            .dim("width", photo.width())
            .open(scan)) {
      predictor.input().put(photo.grey());
      predictor.run();
      float[] map = new float[predictor.output().length()];
      predictor.output().get(0, map);
      return map;
    }
  }

  private static void warm(float[] heat, Photo photo, float[] map, int across, double larger) {
    int down = map.length / across;
    double middle = Faces.SIDE / 2.0;
    for (int y = 0; y < photo.height(); y++) {
      int row = (int) Math.floor((y + 0.5) / larger - middle + 0.5);
      for (int x = 0; x < photo.width(); x++) {
        int column = (int) Math.floor((x + 0.5) / larger - middle + 0.5);
        if (row >= 0 && row < down && column >= 0 && column < across) {
          int at = y * photo.width() + x;
          heat[at] = Math.max(heat[at], map[row * across + column]);
        }
      }
    }
  }
}
