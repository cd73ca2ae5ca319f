package dev.hebb.runtime.engine;

import dev.hebb.runtime.PredictorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A model file, read once. */
public final class ModelFile {
  private final String name;
  private final Path folder;
  private final byte[] bytes;

  private ModelFile(String name, Path folder, byte[] bytes) {
    this.name = name;
    this.folder = folder;
    this.bytes = bytes;
  }

  public static ModelFile read(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path last = absolute.getFileName();
    String name = last == null ? absolute.toString() : last.toString();
    Path parent = absolute.getParent();
    Path folder = parent == null ? absolute : parent;
    try {
      if (Files.isDirectory(absolute)) {
        throw new PredictorException(name, "is a folder, not an ONNX file. Check the path.");
      }
      if (Files.size(absolute) > Integer.MAX_VALUE) {
        throw new PredictorException(
            name, "is larger than 2 GB, which no ONNX file is. Keep large weights beside it.");
      }
      byte[] bytes = Files.readAllBytes(absolute);
      if (bytes.length == 0) {
        throw new PredictorException(name, "is empty. Export it again.");
      }
      return new ModelFile(name, folder, bytes);
    } catch (NoSuchFileException e) {
      throw new PredictorException(name, "there is no such file in " + folder + ".", e);
    } catch (IOException e) {
      throw new PredictorException(name, "cannot be read (" + e + ").", e);
    }
  }

  /** The last part of its path, which every message starts with. */
  public String name() {
    return name;
  }

  /** Where it lies; weights kept outside the file are looked for here. */
  public Path folder() {
    return folder;
  }

  /** What is in it; not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** The error of a Hebb file that is not as it was exported. */
  public PredictorException changed(Door door) {
    return new PredictorException(
        name,
        "was changed after it was exported, its digest does not match its bytes."
            + " Export it again, or open it unchecked with %s.trust().".formatted(door.with()));
  }
}
