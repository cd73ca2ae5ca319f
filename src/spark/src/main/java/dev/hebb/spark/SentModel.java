package dev.hebb.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.broadcast.Broadcast;

/** A model as an executor gets it: its bytes are fetched when they are asked for. */
record SentModel(ModelId id, Broadcast<byte[]> bytes) implements Serializable {

  /** Writes it down, where ONNX Runtime can read it. */
  Path write() {
    try {
      Path folder = Files.createTempDirectory("hebb-" + id.digest().substring(0, 12));
      return Files.write(folder.resolve(id.name()), bytes.value());
    } catch (IOException failure) {
      throw new UncheckedIOException(
          id.name() + ": could not be written: " + failure.getMessage(), failure);
    }
  }
}
