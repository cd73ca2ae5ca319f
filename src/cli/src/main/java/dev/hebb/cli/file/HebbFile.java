package dev.hebb.cli.file;

import dev.hebb.cli.report.Title;
import dev.hebb.graph.Model;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model file of Hebb's own: weights as safetensors, with the graph in their header.
 *
 * @param bytes how long it is
 */
public record HebbFile(String name, long bytes, Model model) {
  /** Where a safetensors file's header begins, after its length. */
  private static final int HEADER = 8;

  /** Whether a file looks like one, by its first bytes; what cannot be read does not. */
  public static boolean is(Path path) {
    try (InputStream file = Files.newInputStream(path)) {
      byte[] begin = file.readNBytes(HEADER + 1);
      return begin.length > HEADER && begin[HEADER] == '{' && begin[HEADER - 1] == 0;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /**
   * Reads it.
   *
   * @throws dev.hebb.graph.FormatException when it is corrupt, or no such file
   */
  public static HebbFile read(Path path) {
    Model model = Model.load(path);
    return new HebbFile(Title.name(path), path.toFile().length(), model);
  }
}
