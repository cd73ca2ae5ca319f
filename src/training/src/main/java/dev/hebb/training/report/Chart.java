package dev.hebb.training.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lines over one axis, as the page's script takes them.
 *
 * @param x rising; a {@link Axis#DAY} in seconds since 1970, UTC
 * @param lines by name, in the order of the legend; what is not finite is a gap
 * @param best the epoch to mark, 0 for none
 */
record Chart(String heading, Axis axis, List<Double> x, Map<String, List<Double>> lines, int best) {
  /** From here on the small values of a linear scale lie on its floor. */
  private static final double TWO_DECADES = 100;

  /** What x counts. */
  enum Axis {
    EPOCH,
    NUMBER,
    DAY
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("heading", heading);
    json.addProperty("axis", axis.name().toLowerCase(Locale.ROOT));
    json.add("x", numbers(x));
    JsonArray each = new JsonArray();
    lines.forEach(
        (name, values) -> {
          JsonObject line = new JsonObject();
          line.addProperty("name", name);
          line.add("values", numbers(values));
          each.add(line);
        });
    json.add("lines", each);
    json.addProperty("wide", wide());
    json.addProperty("best", best);
    return json;
  }

  /** Whether a logarithmic scale can show it and a linear one hardly can. */
  boolean wide() {
    List<Double> all =
        lines.values().stream().flatMap(Collection::stream).filter(Double::isFinite).toList();
    double least = all.stream().mapToDouble(value -> value).min().orElse(0);
    double most = all.stream().mapToDouble(value -> value).max().orElse(0);
    return least > 0 && most / least > TWO_DECADES;
  }

  private static JsonArray numbers(List<Double> values) {
    JsonArray array = new JsonArray(values.size());
    for (double value : values) {
      array.add(
          !Double.isFinite(value)
              ? JsonNull.INSTANCE
              : value == Math.rint(value) && Math.abs(value) < 1e15
                  ? new JsonPrimitive((long) value)
                  : new JsonPrimitive(value));
    }
    return array;
  }
}
