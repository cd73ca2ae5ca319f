package dev.hebb.gallery;

import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Idx;
import dev.hebb.training.data.Pixels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fashion-MNIST: grey pictures {@code [rows, 28, 28, 1]} from 0 to 1 of ten kinds of clothing, and
 * their labels, int64 {@code [rows]}. 6,000 and 1,000 are bundled (see SOURCE.md beside them); the
 * whole 60,000 and 10,000 are read from a folder where there is one.
 */
public final class Fashion {
  static final List<String> LABELS =
      List.of(
          "T-shirt/top",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");
  private static final String PROPERTY = "hebb.fashion";
  // Where Debian's dataset-fashion-mnist puts it.
  private static final String DEBIAN = "/usr/share/datasets/fashion-mnist";

  private Fashion() {}

  /** The 6,000 of the training set that are bundled, 600 a class. */
  public static Dataset training() {
    return bundled("train");
  }

  /** The 1,000 of the test set that are bundled, 100 a class. */
  static Dataset test() {
    return bundled("t10k");
  }

  /** The whole training set in a folder. */
  static Dataset training(Path whole) {
    return read(whole, "train");
  }

  /** The whole test set in a folder. */
  static Dataset test(Path whole) {
    return read(whole, "t10k");
  }

  /** Where the whole set is: {@code -Dhebb.fashion=FOLDER}, or where Debian's package puts it. */
  static Optional<Path> whole() {
    return Stream.of(System.getProperty(PROPERTY, DEBIAN), DEBIAN)
        .map(Path::of)
        .filter(folder -> Files.isRegularFile(folder.resolve(images("train"))))
        .findFirst();
  }

  private static String images(String part) {
    return part + "-images-idx3-ubyte.gz";
  }

  private static String labels(String part) {
    return part + "-labels-idx1-ubyte.gz";
  }

  private static Dataset read(Path folder, String part) {
    return Idx.dataset(folder.resolve(images(part)), folder.resolve(labels(part)), Pixels.UNIT);
  }

  private static Dataset bundled(String part) {
    return Dataset.of(
        Idx.images(Fashion.class.getResource("fashion/" + images(part)), Pixels.UNIT),
        Idx.labels(Fashion.class.getResource("fashion/" + labels(part))));
  }
}
