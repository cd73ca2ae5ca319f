package dev.hebb.training.data;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.hebb.graph.AtomicFile;
import dev.hebb.training.TrainingException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Columns as JSON. */
final class ColumnsJson {
  private ColumnsJson() {}

  static void write(Columns columns, Path path) {
    ByteBuffer bytes = ByteBuffer.wrap((write(columns) + "\n").getBytes(StandardCharsets.UTF_8));
    AtomicFile.write(
        path,
        channel -> {
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        });
  }

  static Columns read(Path path) {
    try {
      return read(path.toString(), Files.readString(path));
    } catch (IOException unreadable) {
      throw IdxFile.unreadable(path.toString(), unreadable);
    }
  }

  static String write(Columns columns) {
    JsonObject all = new JsonObject();
    all.add("inputs", groups(columns.inputs()));
    all.add("targets", groups(columns.targets()));
    all.add("weights", groups(columns.weights()));
    all.add("skipped", strings(columns.skipped()));
    return all.toString();
  }

  private static JsonArray groups(List<List<Column>> groups) {
    JsonArray array = new JsonArray();
    for (List<Column> group : groups) {
      JsonArray columns = new JsonArray();
      group.forEach(column -> columns.add(written(column)));
      array.add(columns);
    }
    return array;
  }

  private static JsonArray strings(List<String> strings) {
    JsonArray array = new JsonArray();
    strings.forEach(array::add);
    return array;
  }

  private static JsonObject written(Column column) {
    JsonObject object = new JsonObject();
    if (column instanceof NumberColumn number) {
      object.addProperty("number", number.name());
      missing(object, number.missing(), number.value());
    } else if (column instanceof WholeColumn whole) {
      object.addProperty("whole", whole.name());
      missing(object, whole.missing(), whole.value());
    } else if (column instanceof OtherColumns others) {
      object.addProperty("others", true);
      missing(object, others.missing(), others.value());
    } else if (column instanceof CategoryColumn category) {
      object.addProperty("category", category.name());
      object.add("categories", strings(category.categories()));
      object.addProperty("form", lower(category.form()));
      object.addProperty("unknown", category.unknown());
      object.addProperty("missing", lower(category.missing()));
      if (category.missing() == Missing.VALUE) {
        object.addProperty("value", category.value());
      }
    } else {
      throw new TrainingException(
          "columns: text(\"%s\") cannot be written, since what makes tokens of it is code. Declare it where the others are read."
              .formatted(Columns.name(column)));
    }
    return object;
  }

  private static void missing(JsonObject object, Missing missing, Number value) {
    object.addProperty("missing", lower(missing));
    if (missing == Missing.VALUE) {
      object.addProperty("value", value);
    }
  }

  private static String lower(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  static Columns read(String source, String json) {
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.setStrictness(Strictness.STRICT);
      JsonObject all = JsonParser.parseReader(reader).getAsJsonObject();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonParseException("there is text after the end");
      }
      return new Columns(
          groups(in(all, "inputs").getAsJsonArray()),
          groups(in(all, "targets").getAsJsonArray()),
          groups(in(all, "weights").getAsJsonArray()),
          strings(in(all, "skipped").getAsJsonArray()));
    } catch (IOException
        | JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | IllegalArgumentException broken) {
      throw new TrainingException(
          "%s: expected columns as toJson() writes them, got something else: %s. Write them again."
              .formatted(source, broken.getMessage()),
          broken);
    }
  }

  private static List<List<Column>> groups(JsonArray array) {
    List<List<Column>> groups = new ArrayList<>();
    for (JsonElement element : array) {
      List<Column> group = new ArrayList<>();
      element.getAsJsonArray().forEach(column -> group.add(column(column.getAsJsonObject())));
      groups.add(group);
    }
    return groups;
  }

  private static Column column(JsonObject object) {
    Missing missing = one(Missing.class, in(object, "missing"));
    boolean value = missing == Missing.VALUE;
    if (object.has("number")) {
      float number = value ? in(object, "value").getAsFloat() : 0;
      return new NumberColumn(in(object, "number").getAsString(), missing, number);
    }
    if (object.has("whole")) {
      long number = value ? in(object, "value").getAsLong() : 0;
      return new WholeColumn(in(object, "whole").getAsString(), missing, number);
    }
    if (object.has("others")) {
      return new OtherColumns(missing, value ? in(object, "value").getAsFloat() : 0);
    }
    return new CategoryColumn(
        in(object, "category").getAsString(),
        strings(in(object, "categories").getAsJsonArray()),
        one(CategoryColumn.Form.class, in(object, "form")),
        in(object, "unknown").getAsBoolean(),
        missing,
        value ? in(object, "value").getAsString() : "");
  }

  private static List<String> strings(JsonArray array) {
    List<String> strings = new ArrayList<>();
    array.forEach(element -> strings.add(element.getAsString()));
    return strings;
  }

  private static <E extends Enum<E>> E one(Class<E> type, JsonElement name) {
    return Enum.valueOf(type, name.getAsString().toUpperCase(Locale.ROOT));
  }

  private static JsonElement in(JsonObject object, String key) {
    JsonElement element = object.get(key);
    if (element == null) {
      throw new JsonParseException("there is no \"%s\"".formatted(key));
    }
    return element;
  }
}
