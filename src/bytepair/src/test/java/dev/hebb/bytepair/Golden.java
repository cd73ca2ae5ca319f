package dev.hebb.bytepair;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What {@code scripts/goldens/golden_byte_pair.py} wrote. */
final class Golden {
  private static final JsonObject ALL = read();

  private Golden() {}

  /** A text and its numbers, by Hugging Face's tokenizers and by tiktoken. */
  record Case(String text, List<Long> numbers) {}

  private static JsonObject read() {
    try (InputStream in = Golden.class.getResourceAsStream("byte-pair.json")) {
      return JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> corpus() {
    return ALL.getAsJsonArray("corpus").asList().stream().map(JsonElement::getAsString).toList();
  }

  static List<Case> cases(String tokenizer) {
    return ALL.getAsJsonArray(tokenizer).asList().stream()
        .map(JsonElement::getAsJsonObject)
        .map(row -> new Case(row.get("text").getAsString(), longs(row, "numbers")))
        .toList();
  }

  /** Bytes that are no UTF-8, and the text that Python makes of them. */
  static List<JsonObject> invalid() {
    return ALL.getAsJsonArray("invalid").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  static List<Long> longs(JsonObject row, String name) {
    return row.getAsJsonArray(name).asList().stream().map(JsonElement::getAsLong).toList();
  }

  static Path file(String name) {
    try {
      return Path.of(Objects.requireNonNull(Golden.class.getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
