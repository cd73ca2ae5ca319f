package dev.hebb.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A model file on its way to the executors. */
final class ModelBytes implements Serializable {
  private static final long serialVersionUID = 1;

  private final String name;
  private final String digest;
  private final byte[] bytes;

  private ModelBytes(String name, String digest, byte[] bytes) {
    this.name = name;
    this.digest = digest;
    this.bytes = bytes;
  }

  static ModelBytes read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new ModelBytes(file.getFileName().toString(), HexFormat.of().formatHex(digest), bytes);
    } catch (NoSuchFileException missing) {
      throw new ScoringException(file + ": there is no such file on the driver.", missing);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          file + ": could not be read: " + failure.getMessage(), failure);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  String name() {
    return name;
  }

  String digest() {
    return digest;
  }

  /** Writes it down, where ONNX Runtime can read it. */
  Path write() {
    try {
      Path folder = Files.createTempDirectory("hebb-" + digest.substring(0, 12));
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          name + ": could not be written: " + failure.getMessage(), failure);
    }
  }
}
