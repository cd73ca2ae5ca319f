package dev.hebb.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
  private static final String METADATA = "__metadata__";

  public Safetensors {
    metadata = new TreeMap<>(metadata);
  }

  /** Writes the file, whole or not at all. */
  public void write(Path path) {
    JsonObject header = new JsonObject();
    JsonObject notes = new JsonObject();
    metadata.forEach(notes::addProperty);
    header.add(METADATA, notes);
    Map<String, Tensor> sorted = new TreeMap<>(weights.tensors());
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : sorted.entrySet()) {
      Tensor tensor = entry.getValue();
      long end = offset + tensor.bytes().remaining();
      JsonObject entryHeader = new JsonObject();
      entryHeader.addProperty("dtype", tensor.type().safetensors());
      JsonArray shape = new JsonArray();
      for (long dim : tensor.dims()) {
        shape.add(dim);
      }
      entryHeader.add("shape", shape);
      JsonArray offsets = new JsonArray();
      offsets.add(offset);
      offsets.add(end);
      entryHeader.add("data_offsets", offsets);
      header.add(entry.getKey(), entryHeader);
      offset = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    int padding = (8 - json.length % 8) % 8;
    ByteBuffer head = ByteBuffer.allocate(8 + json.length + padding).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong((long) json.length + padding)
        .put(json)
        .put(" ".repeat(padding).getBytes(StandardCharsets.UTF_8))
        .flip();
    AtomicFile.write(
        path,
        channel -> {
          writeFully(channel, head);
          for (Tensor tensor : sorted.values()) {
            writeFully(channel, tensor.bytes());
          }
        });
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Reads a file.
   *
   * @throws FormatException when it is corrupt, truncated or something else
   */
  public static Safetensors read(Path path) {
    try (FileChannel channel = FileChannel.open(path)) {
      long size = channel.size();
      ByteBuffer length = read(channel, 0, 8, path);
      long headerSize = length.getLong();
      if (headerSize < 2 || headerSize > size - 8) {
        throw bad(
            path, "expected a header within its " + size + " bytes, got a header of " + headerSize);
      }
      ByteBuffer header = read(channel, 8, headerSize, path);
      return parse(
          channel, StandardCharsets.UTF_8.decode(header).toString(), 8 + headerSize, size, path);
    } catch (NoSuchFileException missing) {
      throw new FormatException(path + ": there is no such file.", missing);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          path + ": could not be read: " + failure.getMessage(), failure);
    }
  }

  private static Safetensors parse(
      FileChannel channel, String json, long start, long size, Path path) throws IOException {
    Map<String, String> metadata = new TreeMap<>();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long used = start;
    try {
      for (Map.Entry<String, JsonElement> entry : Json.parse(json).getAsJsonObject().entrySet()) {
        JsonObject value = entry.getValue().getAsJsonObject();
        if (entry.getKey().equals(METADATA)) {
          value
              .entrySet()
              .forEach(note -> metadata.put(note.getKey(), note.getValue().getAsString()));
          continue;
        }
        JsonArray offsets = value.getAsJsonArray("data_offsets");
        long from = start + offsets.get(0).getAsLong();
        long to = start + offsets.get(1).getAsLong();
        if (from < start || to < from || to > size) {
          throw bad(
              path,
              "expected \""
                  + entry.getKey()
                  + "\" within its "
                  + size
                  + " bytes, got bytes "
                  + from
                  + " to "
                  + to);
        }
        tensors.put(entry.getKey(), tensor(value, read(channel, from, to - from, path)));
        used = Math.max(used, to);
      }
    } catch (FormatException known) {
      throw known;
    } catch (RuntimeException broken) {
      throw new FormatException(
          path
              + ": its header cannot be read ("
              + broken.getMessage()
              + "). The file is corrupt or not safetensors.",
          broken);
    }
    if (used != size) {
      throw bad(path, "expected " + used + " bytes, got " + size);
    }
    return new Safetensors(new Weights(tensors), metadata);
  }

  private static Tensor tensor(JsonObject header, ByteBuffer data) {
    JsonArray shape = header.getAsJsonArray("shape");
    long[] dims = new long[shape.size()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = shape.get(i).getAsLong();
    }
    String name = header.get("dtype").getAsString();
    for (DataType type : DataType.values()) {
      if (type.safetensors().equals(name)) {
        return Tensor.wrap(type, data, dims);
      }
    }
    throw new IllegalArgumentException("element type " + name + " is not supported");
  }

  private static ByteBuffer read(FileChannel channel, long at, long length, Path path)
      throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw bad(path, "expected " + (at + length) + " bytes at least, got " + channel.size());
      }
    }
    return bytes.flip();
  }

  private static FormatException bad(Path path, String what) {
    return new FormatException(
        path + ": " + what + ". The file is truncated, corrupt or not safetensors.");
  }
}
