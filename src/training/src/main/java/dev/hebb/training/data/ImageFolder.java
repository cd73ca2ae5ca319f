package dev.hebb.training.data;

import dev.hebb.graph.PictureInput;
import dev.hebb.training.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder of pictures, with one sub-folder a class. Classes are numbered in the order of their
 * names, as in Keras and torchvision. Names that begin with a dot are passed over.
 *
 * @param options how pictures become numbers
 * @param skip whether files that cannot be read are left out
 * @param limit how many pictures are taken at most
 */
public record ImageFolder(Path path, ImageOptions options, boolean skip, int limit) {
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

  /** In colour, of the files' size, from 0 to 255. */
  public static ImageFolder of(Path path) {
    return new ImageFolder(path, ImageOptions.rgb(), false, Integer.MAX_VALUE);
  }

  /** All resized to this; see {@link Images}. */
  public ImageFolder size(int height, int width) {
    return new ImageFolder(path, options.size(height, width), skip, limit);
  }

  /**
   * All as a network is fed them; {@code Onnx.export(model).pictures(name, input)} is of the same.
   */
  public ImageFolder through(PictureInput input) {
    return new ImageFolder(path, new ImageOptions(input), skip, limit);
  }

  /** In one channel. */
  public ImageFolder grey() {
    return new ImageFolder(path, options.inGrey(), skip, limit);
  }

  /** From 0 to 1. */
  public ImageFolder unit() {
    return new ImageFolder(path, options.unit(), skip, limit);
  }

  /** Leaves out files that cannot be read. To find them, each is decoded once when opened. */
  public ImageFolder skipUnreadable() {
    return new ImageFolder(path, options, true, limit);
  }

  /** At most so many pictures, of every class in its proportion. */
  public ImageFolder limit(int pictures) {
    if (pictures < 1) {
      throw new TrainingException("limit: expected at least 1, got %d.".formatted(pictures));
    }
    return new ImageFolder(path, options, skip, pictures);
  }

  /**
   * Looks what is there. Pictures are decoded later, when they are asked for.
   *
   * @throws TrainingException when there are fewer than two classes, a class has no pictures, a
   *     file cannot be read, or sizes differ and none is given
   */
  public LabelledImages open() {
    List<Path> folders =
        listed(path, "%s: expected a folder with one sub-folder a class, got no folder.").stream()
            .filter(Files::isDirectory)
            .toList();
    if (folders.size() < 2) {
      throw new TrainingException(
          "%s: expected at least two sub-folders, one a class, got %s. Put the pictures of each class into a folder of its own."
              .formatted(
                  path,
                  folders.isEmpty() ? "none" : "\"" + folders.get(0).getFileName() + "\" only"));
    }
    List<List<Path>> files = new ArrayList<>();
    for (Path folder : folders) {
      files.add(pictures(folder));
    }
    List<String> names = folders.stream().map(folder -> folder.getFileName().toString()).toList();
    return Scan.of(this, names, files);
  }

  private static List<Path> listed(Path folder, String otherwise) {
    if (!Files.isDirectory(folder)) {
      throw new TrainingException(otherwise.formatted(folder));
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(ImageFolder::visible).sorted().toList();
    } catch (IOException unreadable) {
      throw new TrainingException(
          "%s: could not be listed: %s.".formatted(folder, unreadable), unreadable);
    }
  }

  /** The pictures of a class, also in folders within its own. */
  private static List<Path> pictures(Path folder) {
    try (Stream<Path> entries = Files.walk(folder)) {
      List<Path> found =
          entries.filter(ImageFolder::visible).filter(ImageFolder::picture).sorted().toList();
      if (found.isEmpty()) {
        throw new TrainingException(
            "%s: expected pictures (PNG, JPEG, GIF or BMP), got none. Add some, or remove the folder."
                .formatted(folder));
      }
      return found;
    } catch (IOException unreadable) {
      throw new TrainingException(
          "%s: could not be listed: %s.".formatted(folder, unreadable), unreadable);
    }
  }

  private static boolean visible(Path path) {
    return !path.getFileName().toString().startsWith(".");
  }

  private static boolean picture(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
