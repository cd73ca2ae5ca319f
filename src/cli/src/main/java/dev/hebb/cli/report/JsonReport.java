package dev.hebb.cli.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;

/** An answer as one JSON object. */
final class JsonReport {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private JsonReport() {}

  static String of(Answer answer) {
    JsonObject object = new JsonObject();
    for (Part part : answer.parts()) {
      if (part instanceof Facts facts) {
        JsonObject into = object;
        if (!facts.key().isEmpty()) {
          into = new JsonObject();
          object.add(facts.key(), into);
        }
        for (Fact fact : facts.facts()) {
          if (!fact.key().isEmpty()) {
            into.add(fact.key(), element(fact.value()));
          }
        }
      } else if (part instanceof Table table) {
        object.add(table.key(), rows(table));
      }
    }
    return GSON.toJson(object);
  }

  private static JsonArray rows(Table table) {
    JsonArray rows = new JsonArray();
    for (List<Cell> cells : table.rows()) {
      JsonObject row = new JsonObject();
      for (int i = 0; i < cells.size(); i++) {
        row.add(table.columns().get(i).key(), element(cells.get(i).value()));
      }
      rows.add(row);
    }
    return rows;
  }

  static JsonElement element(Object value) {
    if (value instanceof List<?> list) {
      JsonArray array = new JsonArray();
      list.forEach(each -> array.add(element(each)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach((key, each) -> object.add(String.valueOf(key), element(each)));
      return object;
    }
    if (value instanceof Boolean truth) {
      return new JsonPrimitive(truth);
    }
    // JSON has no NaN and no infinity.
    return value instanceof Number number && Double.isFinite(number.doubleValue())
        ? new JsonPrimitive(number)
        : new JsonPrimitive(String.valueOf(value));
  }
}
