package dev.hebb.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads safetensors, believing nothing: the numbers are read, and memory for them is taken, only
 * after the header has been found to describe each byte of the file once.
 */
final class SafetensorsReader {
  private final FileChannel channel;
  private final Path path;
  private final long size;

  private SafetensorsReader(FileChannel channel, Path path) throws IOException {
    this.channel = channel;
    this.path = path;
    this.size = channel.size();
  }

  /** Where the numbers of one tensor stand, from the file's first byte. */
  private record Part(String name, DataType type, List<Long> dims, long from, long to) {}

  static Safetensors read(Path path) {
    try (FileChannel channel = FileChannel.open(path)) {
      return new SafetensorsReader(channel, path).read();
    } catch (NoSuchFileException missing) {
      throw new FormatException(path + ": there is no such file.", missing);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          path + ": could not be read: " + failure.getMessage(), failure);
    }
  }

  private Safetensors read() throws IOException {
    long length = bytes(0, 8).getLong();
    if (length < 2 || length > size - 8) {
      throw bad("expected a header within its " + size + " bytes, got a header of " + length);
    }
    long start = 8 + length;
    Map<String, String> metadata = new TreeMap<>();
    List<Part> parts = new ArrayList<>();
    try {
      String json = StandardCharsets.UTF_8.newDecoder().decode(bytes(8, length)).toString();
      for (Map.Entry<String, JsonElement> entry : Json.parse(json).getAsJsonObject().entrySet()) {
        JsonObject value = entry.getValue().getAsJsonObject();
        if (entry.getKey().equals(Safetensors.METADATA)) {
          value.asMap().forEach((key, note) -> metadata.put(key, note.getAsString()));
        } else {
          parts.add(part(entry.getKey(), value, start));
        }
      }
    } catch (CharacterCodingException broken) {
      throw header("it is not UTF-8", broken);
    } catch (FormatException known) {
      throw known;
    } catch (RuntimeException broken) {
      throw header(broken.getMessage(), broken);
    }
    checkEachByteIsUsedOnce(parts, start);
    return new Safetensors(new Weights(tensors(parts)), metadata);
  }

  private Part part(String name, JsonObject header, long start) {
    JsonArray offsets = Json.in(header, name, "data_offsets").getAsJsonArray();
    long from = Math.addExact(start, Json.integer(offsets.get(0)));
    long to = Math.addExact(start, Json.integer(offsets.get(1)));
    if (from < start || to < from || to > size) {
      throw bad(
          "expected \""
              + name
              + "\" within its "
              + size
              + " bytes, got bytes "
              + from
              + " to "
              + to);
    }
    List<Long> dims =
        Json.in(header, name, "shape").getAsJsonArray().asList().stream()
            .map(Json::integer)
            .toList();
    return new Part(name, type(Json.in(header, name, "dtype").getAsString()), dims, from, to);
  }

  private static DataType type(String name) {
    for (DataType type : DataType.values()) {
      if (type.safetensors().equals(name)) {
        return type;
      }
    }
    throw new IllegalArgumentException("element type " + name + " is not supported");
  }

  private void checkEachByteIsUsedOnce(List<Part> parts, long start) {
    long end = start;
    List<Part> ordered = new ArrayList<>(parts);
    ordered.sort(Comparator.comparingLong(Part::from).thenComparingLong(Part::to));
    for (Part part : ordered) {
      if (part.from != end) {
        throw bad("expected \"" + part.name + "\" to begin at byte " + end + ", got " + part.from);
      }
      end = part.to;
    }
    if (end != size) {
      throw bad("expected " + end + " bytes, got " + size);
    }
  }

  private Map<String, Tensor> tensors(List<Part> parts) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Part part : parts) {
      try {
        ByteBuffer data = bytes(part.from, part.to - part.from);
        tensors.put(
            part.name,
            Tensor.wrap(part.type, data, part.dims.stream().mapToLong(Long::longValue).toArray()));
      } catch (IllegalArgumentException | ArithmeticException mismatch) {
        throw header("\"" + part.name + "\": " + mismatch.getMessage(), mismatch);
      }
    }
    return tensors;
  }

  private ByteBuffer bytes(long at, long length) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw bad("expected " + (at + length) + " bytes at least, got " + size);
      }
    }
    return bytes.flip();
  }

  private FormatException bad(String what) {
    return new FormatException(
        path + ": " + what + ". The file is truncated, corrupt or not safetensors.");
  }

  private FormatException header(String why, Exception cause) {
    return new FormatException(
        path + ": its header cannot be read (" + why + "). The file is corrupt or not safetensors.",
        cause);
  }
}
