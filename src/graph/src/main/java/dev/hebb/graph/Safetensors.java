package dev.hebb.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The safetensors format: eight bytes with the length of a JSON header, the header, the raw
 * numbers. Holds data only; reading it can run nothing. Names are written in alphabetical order, so
 * that equal contents are equal bytes.
 *
 * @param metadata the header's {@code __metadata__}
 */
public record Safetensors(Weights weights, Map<String, String> metadata) {
  static final String METADATA = "__metadata__";

  public Safetensors {
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  /** Writes the file, whole or not at all. */
  public void write(Path path) {
    AtomicFile.write(
        path,
        channel -> {
          writeFully(channel, head());
          for (Tensor tensor : new TreeMap<>(weights.tensors()).values()) {
            writeFully(channel, tensor.bytes());
          }
        });
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** The length of the header and the header, as {@link #write} puts them in front. */
  ByteBuffer head() {
    JsonObject header = new JsonObject();
    JsonObject notes = new JsonObject();
    metadata.forEach(notes::addProperty);
    header.add(METADATA, notes);
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : new TreeMap<>(weights.tensors()).entrySet()) {
      long end = offset + entry.getValue().bytes().remaining();
      header.add(entry.getKey(), header(entry.getValue(), offset, end));
      offset = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    int padding = (8 - json.length % 8) % 8;
    ByteBuffer head = ByteBuffer.allocate(8 + json.length + padding).order(ByteOrder.LITTLE_ENDIAN);
    return head.putLong((long) json.length + padding)
        .put(json)
        .put(" ".repeat(padding).getBytes(StandardCharsets.UTF_8))
        .flip();
  }

  /** Whether the file begins with {@link #head}, byte for byte. */
  boolean heads(Path path) {
    ByteBuffer head = head();
    try (InputStream file = Files.newInputStream(path)) {
      return ByteBuffer.wrap(file.readNBytes(head.remaining())).equals(head);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          path + ": could not be read: " + failure.getMessage(), failure);
    }
  }

  private static JsonObject header(Tensor tensor, long from, long to) {
    JsonArray shape = new JsonArray();
    for (long dim : tensor.dims()) {
      shape.add(dim);
    }
    JsonArray offsets = new JsonArray();
    offsets.add(from);
    offsets.add(to);
    JsonObject header = new JsonObject();
    header.addProperty("dtype", tensor.type().safetensors());
    header.add("shape", shape);
    header.add("data_offsets", offsets);
    return header;
  }

  /**
   * Reads a file.
   *
   * @throws FormatException when it is corrupt, truncated or something else
   */
  public static Safetensors read(Path path) {
    return SafetensorsReader.read(path);
  }
}
