package dev.hebb.cli.export;

import dev.hebb.cli.file.PictureFile;
import dev.hebb.cli.report.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A folder of pictures, or of folders of them. Names that begin with a dot are passed over. */
record PictureFolder(Path path) {
  /** More say nothing new. */
  static final int MOST = 500;

  /**
   * In the order of their names; of many some, of each folder its share.
   *
   * @throws ToolException when there are none
   */
  List<PictureFile> files() {
    List<Path> all = pictures();
    if (all.isEmpty()) {
      throw new ToolException(
          "%s: expected pictures (PNG, JPEG, GIF or BMP), here or in folders within, got none. Put some hundred there that are like those to come."
              .formatted(path));
    }
    int count = Math.min(all.size(), MOST);
    return IntStream.range(0, count)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
        .map(file -> new PictureFile(file, path.relativize(file).toString()))
        .toList();
  }

  private List<Path> pictures() {
    try (Stream<Path> entries = Files.walk(path)) {
      return entries
          .filter(PictureFile::is)
          .filter(file -> !hidden(path.relativize(file)))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new ToolException(
          "%s: the folder cannot be read (%s).".formatted(path, unreadable.getMessage()),
          unreadable);
    }
  }

  private static boolean hidden(Path within) {
    for (Path part : within) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
