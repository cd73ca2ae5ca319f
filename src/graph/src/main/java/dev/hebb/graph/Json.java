package dev.hebb.graph;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Strict JSON. */
final class Json {
  private static final Pattern PLACE = Pattern.compile(" at line \\d+ column \\d+");

  private Json() {}

  static JsonElement parse(String text) {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement element = JsonParser.parseReader(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonParseException("text after the end");
      }
      return element;
    } catch (IOException | JsonParseException broken) {
      throw new JsonParseException("no valid JSON" + place(broken), broken);
    }
  }

  // Where it broke, without the parser's advice and without the path, which a file can make
  // endless.
  private static String place(Exception broken) {
    Matcher place = PLACE.matcher(String.valueOf(broken.getMessage()));
    return place.find() ? place.group() : "";
  }

  /** What {@code object}, the entry {@code name}, has under {@code key}. */
  static JsonElement in(JsonObject object, String name, String key) {
    JsonElement element = object.get(key);
    if (element == null) {
      throw new JsonParseException("\"" + name + "\" has no \"" + key + "\"");
    }
    return element;
  }

  /** A whole number. */
  static long integer(JsonElement element) {
    try {
      return element.getAsBigDecimal().longValueExact();
    } catch (NumberFormatException | ArithmeticException broken) {
      throw new JsonParseException(element + " is not a whole number", broken);
    }
  }
}
