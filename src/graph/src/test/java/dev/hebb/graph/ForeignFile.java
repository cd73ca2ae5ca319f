package dev.hebb.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what somebody else's program could have written. */
final class ForeignFile {
  private ForeignFile() {}

  /** A safetensors file with this header, whatever it says. */
  static Path write(Path path, String header, byte[] numbers) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return write(path, json.length, json, numbers);
  }

  /** With a header length that may be a lie. */
  static Path write(Path path, long length, byte[] json, byte[] numbers) throws IOException {
    ByteBuffer file =
        ByteBuffer.allocate(8 + json.length + numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(path, file.putLong(length).put(json).put(numbers).array());
  }
}
