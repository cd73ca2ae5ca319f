package dev.hebb.runtime.engine;

import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.SessionOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A folder of models as ONNX Runtime has optimised them.
 *
 * <p>A file's name says what it was made of, by which version and for whom, and the digest of what
 * is in it: {@code <model>-<version>-<providers>-<content>.onnx}. One that is damaged is made anew.
 */
record OptimisedModels(SessionOptions how, String version) {
  private static final int DIGITS = 16;
  private static final String END = ".onnx";

  /** The model of a file, made by {@code maker} when it is not there. */
  ModelFile of(ModelFile file, Consumer<Path> maker) {
    Path folder = how.optimised().orElseThrow();
    try {
      Files.createDirectories(folder);
      String key = key(file);
      Optional<byte[]> kept = find(folder, key);
      return file.with(kept.isPresent() ? kept.get() : make(folder, key, maker));
    } catch (IOException e) {
      throw new PredictorException(
          file.name(),
          "its optimised model cannot be kept in %s (%s). Name a folder that can be written."
              .formatted(folder, e),
          e);
    }
  }

  private String key(ModelFile file) {
    String providers =
        how.providers().stream()
            .map(Enum::name)
            .collect(Collectors.joining("-"))
            .toLowerCase(Locale.ROOT);
    return "%s-%s-%s-"
        .formatted(
            file.digest().substring(0, DIGITS), version, providers.isEmpty() ? "cpu" : providers);
  }

  private static Optional<byte[]> find(Path folder, String key) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, key + "*" + END)) {
      for (Path each : files) {
        byte[] bytes = Files.readAllBytes(each);
        if (each.getFileName().toString().equals(name(key, bytes))) {
          return Optional.of(bytes);
        }
        Files.deleteIfExists(each);
      }
    }
    return Optional.empty();
  }

  private static byte[] make(Path folder, String key, Consumer<Path> maker) throws IOException {
    Path part = Files.createTempFile(folder, key, ".part");
    try {
      maker.accept(part);
      byte[] bytes = Files.readAllBytes(part);
      Files.move(part, folder.resolve(name(key, bytes)), StandardCopyOption.ATOMIC_MOVE);
      return bytes;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String name(String key, byte[] bytes) {
    return key + Seal.sha256(ByteBuffer.wrap(bytes)).substring(0, DIGITS) + END;
  }
}
