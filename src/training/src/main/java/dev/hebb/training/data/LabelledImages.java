package dev.hebb.training.data;

import dev.hebb.graph.DataType;
import dev.hebb.graph.PictureInput;
import dev.hebb.graph.Seed;
import dev.hebb.training.TrainingException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Pictures of an opened {@link ImageFolder}: inputs {@code [rows, height, width, channels]},
 * targets the numbers of their classes, int64 {@code [rows]}. Classes are mixed: each stretch of
 * rows, and so what {@code validationSplit} holds, has its share of every class.
 */
public final class LabelledImages implements Examples {
  private final ImageFolder folder;
  private final List<String> labels;
  private final List<File> files;
  private final int skipped;
  private final ExampleSpec spec;

  /** A picture and its class. */
  record File(Path path, int label) {}

  LabelledImages(
      ImageFolder folder, List<String> labels, List<File> files, int skipped, ImageFile.Size size) {
    this.folder = folder;
    this.labels = List.copyOf(labels);
    this.files = List.copyOf(files);
    this.skipped = skipped;
    int channels = folder.options().channels();
    this.spec =
        ExampleSpec.of(
            TensorSpec.of(DataType.FLOAT32, size.height(), size.width(), channels),
            TensorSpec.labels(labels.size()));
  }

  /** The names of the classes; a label is a place in this list. */
  public List<String> labels() {
    return labels;
  }

  /** What is done with each picture, for {@code Onnx.export(model).pictures(name, input)}. */
  public PictureInput input() {
    return folder.options().input();
  }

  /** Where each row's picture lies. */
  public Path file(int row) {
    return files.get(row).path();
  }

  @Override
  public long label(int row) {
    return files.get(row).label();
  }

  /** How many files could not be read and were left out. */
  public int skipped() {
    return skipped;
  }

  @Override
  public int rows() {
    return files.size();
  }

  @Override
  public ExampleSpec spec() {
    return spec;
  }

  @Override
  public Optional<PictureInput> prepared() {
    return Optional.of(input());
  }

  @Override
  public void read(int row, Seed seed, List<ByteBuffer> into) {
    File file = files.get(row);
    try {
      Images.pixels(file.path(), folder.options()).put(into.get(0));
    } catch (TrainingException damaged) {
      throw new TrainingException(
          damaged.getMessage() + " Remove it, or use skipUnreadable().", damaged);
    }
    into.get(1).putLong(file.label());
  }

  @Override
  public String toString() {
    return "%,d pictures of %d classes in %s".formatted(rows(), labels.size(), folder.path());
  }
}
