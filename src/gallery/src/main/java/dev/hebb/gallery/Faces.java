package dev.hebb.gallery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;

/**
 * Square grey pictures, row by row from 0 to 255, of faces and of something else; see SOURCE.md
 * beside the file.
 */
record Faces(List<float[]> faces, List<float[]> others) {
  /** Height and width of each. */
  static final int SIDE = 25;

  private static final int EACH = 100;
  private static final double TURN = Math.toRadians(8);

  Faces {
    faces = List.copyOf(faces);
    others = List.copyOf(others);
  }

  /** The bundled 100 and 100. */
  static Faces bundled() {
    try (InputStream bytes =
        new GZIPInputStream(Faces.class.getResourceAsStream("faces-25x25.u8.gz"))) {
      return new Faces(pictures(bytes), pictures(bytes));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("faces-25x25.u8.gz: could not be read.", unreadable);
    }
  }

  private static List<float[]> pictures(InputStream bytes) throws IOException {
    List<float[]> pictures = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      byte[] raw = bytes.readNBytes(SIDE * SIDE);
      float[] picture = new float[raw.length];
      for (int pixel = 0; pixel < raw.length; pixel++) {
        picture[pixel] = raw[pixel] & 255;
      }
      pictures.add(picture);
    }
    return pictures;
  }

  /** In another order. */
  Faces shuffled(long seed) {
    Random random = new Random(seed);
    List<float[]> a = new ArrayList<>(faces);
    List<float[]> b = new ArrayList<>(others);
    Collections.shuffle(a, random);
    Collections.shuffle(b, random);
    return new Faces(a, b);
  }

  /** Every {@code folds}-th from {@code fold} on. */
  Faces only(int fold, int folds) {
    return new Faces(split(faces, fold, folds, true), split(others, fold, folds, true));
  }

  /** All but those. */
  Faces without(int fold, int folds) {
    return new Faces(split(faces, fold, folds, false), split(others, fold, folds, false));
  }

  private static List<float[]> split(List<float[]> all, int fold, int folds, boolean in) {
    List<float[]> part = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if ((i % folds == fold) == in) {
        part.add(all.get(i));
      }
    }
    return part;
  }

  /** With more that is no face. */
  Faces and(List<float[]> more) {
    List<float[]> all = new ArrayList<>(others);
    all.addAll(more);
    return new Faces(faces, all);
  }

  /** With the faces turned by a quarter, a half and three quarters as what is no face. */
  Faces andTurned() {
    List<float[]> turned = new ArrayList<>();
    for (float[] face : faces) {
      Photo photo = new Photo(SIDE, SIDE, face);
      for (int i = 0; i < 3; i++) {
        photo = photo.turned();
        turned.add(photo.grey());
      }
    }
    return and(turned);
  }

  /** Each face and each other that many times, every time another variation of it. */
  Faces varied(int times, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Faces(varied(faces, times, random), varied(others, times, random));
  }

  private static List<float[]> varied(List<float[]> all, int times, RandomGenerator random) {
    List<float[]> more = new ArrayList<>();
    for (float[] picture : all) {
      for (int i = 0; i < times; i++) {
        more.add(variation(picture, random));
      }
    }
    return more;
  }

  /**
   * The share of these that lie nearer to the mean face or the mean of the others in {@code known},
   * whichever they are of: what a template can do.
   */
  double nearestMean(Faces known) {
    float[] face = mean(known.faces);
    float[] other = mean(known.others);
    long right =
        faces.stream().filter(each -> distance(each, face) < distance(each, other)).count()
            + others.stream().filter(each -> distance(each, other) < distance(each, face)).count();
    return (double) right / (faces.size() + others.size());
  }

  private static float[] mean(List<float[]> pictures) {
    float[] mean = new float[SIDE * SIDE];
    for (float[] picture : pictures) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += picture[i] / pictures.size();
      }
    }
    return mean;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double delta = (double) a[i] - b[i];
      sum += delta * delta;
    }
    return sum;
  }

  // Mirrored or not, turned, larger or smaller, beside the middle, brighter, of more contrast.
  private static float[] variation(float[] picture, RandomGenerator random) {
    double turn = random.nextDouble(-TURN, TURN);
    double size = random.nextDouble(0.85, 1.15);
    double cos = Math.cos(turn) * size;
    double sin = Math.sin(turn) * size;
    int mirror = random.nextBoolean() ? -1 : 1;
    double right = random.nextDouble(-1.5, 1.5);
    double below = random.nextDouble(-1.5, 1.5);
    double contrast = random.nextDouble(0.6, 1.3);
    double brighter = random.nextDouble(-30, 30);
    double middle = (SIDE - 1) / 2.0;
    float[] varied = new float[picture.length];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double fromX = mirror * ((x - middle) * cos - (y - middle) * sin) + middle + right;
        double fromY = (x - middle) * sin + (y - middle) * cos + middle + below;
        double level = (at(picture, fromY, fromX) - 128) * contrast + 128 + brighter;
        varied[y * SIDE + x] = (float) Math.min(255, Math.max(0, level));
      }
    }
    return varied;
  }

  private static double at(float[] picture, double y, double x) {
    double inY = Math.min(SIDE - 1.0, Math.max(0, y));
    double inX = Math.min(SIDE - 1.0, Math.max(0, x));
    int top = Math.min(SIDE - 2, (int) inY);
    int left = Math.min(SIDE - 2, (int) inX);
    double below = inY - top;
    double right = inX - left;
    int at = top * SIDE + left;
    double upper = picture[at] * (1 - right) + picture[at + 1] * right;
    double lower = picture[at + SIDE] * (1 - right) + picture[at + SIDE + 1] * right;
    return upper * (1 - below) + lower * below;
  }
}
