package dev.hebb.runtime.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.SessionOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A model file, read once: onto the heap, or mapped where it lies. */
@SuppressWarnings("ByteBufferBackingArray") // What has an array was wrapped as a whole.
public final class ModelFile {
  private final String name;
  private final Path folder;
  private final ByteBuffer content;

  private ModelFile(String name, Path folder, ByteBuffer content) {
    this.name = name;
    this.folder = folder;
    this.content = content;
  }

  public static ModelFile read(Path path, SessionOptions how) {
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
      ByteBuffer content =
          how.mapped() ? map(absolute) : ByteBuffer.wrap(Files.readAllBytes(absolute));
      if (!content.hasRemaining()) {
        throw new PredictorException(name, "is empty. Export it again.");
      }
      return new ModelFile(name, folder, content);
    } catch (NoSuchFileException e) {
      throw new PredictorException(name, "there is no such file in " + folder + ".", e);
    } catch (IOException e) {
      throw new PredictorException(name, "cannot be read (" + e + ").", e);
    }
  }

  private static ByteBuffer map(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
  }

  /** The same model, of other bytes: name, place and messages stay. */
  public ModelFile with(byte[] others) {
    return new ModelFile(name, folder, ByteBuffer.wrap(others));
  }

  /** The last part of its path, which every message starts with. */
  public String name() {
    return name;
  }

  /** Where it lies; weights kept outside the file are looked for here. */
  public Path folder() {
    return folder;
  }

  /** What is in it, from position 0 on. */
  public ByteBuffer content() {
    return content.asReadOnlyBuffer();
  }

  /** What is in it as an array; a copy only where it is mapped. */
  public byte[] bytes() {
    if (content.hasArray()) {
      return content.array();
    }
    byte[] bytes = new byte[content.limit()];
    content.get(0, bytes);
    return bytes;
  }

  /** A session of it. */
  OrtSession session(OrtEnvironment environment, OrtSession.SessionOptions options)
      throws OrtException {
    return content.hasArray()
        ? environment.createSession(content.array(), options)
        : environment.createSession(content.duplicate(), options);
  }

  /** The SHA-256 of it, in hex. */
  public String digest() {
    return Seal.sha256(content());
  }

  /** The error of a Hebb file that is not as it was exported. */
  public PredictorException changed(Door door) {
    return new PredictorException(
        name,
        "was changed after it was exported, its digest does not match its bytes."
            + " Export it again, or open it unchecked with %s.trust().".formatted(door.with()));
  }
}
