package dev.hebb.training;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a training is, beside its numbers.
 *
 * @param epoch at work, from 1
 * @param done examples of it that are done
 * @param step steps done since the beginning
 * @param scale what the learning rate is multiplied by
 * @param keptEpoch whose weights were kept; 0: none were
 * @param stopped whether it was ended before its epochs were over
 * @param seconds spent in the epoch at work so far
 * @param times where they went
 * @param sums of the figures of the epoch at work, as {@link Means} has them
 * @param ranges of the data, as {@link Ranges} has them
 * @param epochs that are over
 */
record RunState(
    int epoch,
    int done,
    long step,
    double scale,
    int keptEpoch,
    boolean stopped,
    double seconds,
    History.Times times,
    List<Double> sums,
    List<Double> ranges,
    List<History.Epoch> epochs) {
  RunState {
    sums = List.copyOf(sums);
    ranges = List.copyOf(ranges);
    epochs = List.copyOf(epochs);
  }

  // Numbers as text: what Java writes of a double it reads back to the bit, infinities too.
  String json() {
    JsonObject json = new JsonObject();
    json.addProperty("epoch", epoch);
    json.addProperty("done", done);
    json.addProperty("step", step);
    json.addProperty("scale", Double.toString(scale));
    json.addProperty("kept", keptEpoch);
    json.addProperty("stopped", stopped);
    json.addProperty("seconds", Double.toString(seconds));
    json.add("times", times(times));
    json.add("sums", list(sums));
    json.add("ranges", list(ranges));
    JsonArray history = new JsonArray();
    epochs.forEach(each -> history.add(epoch(each)));
    json.add("epochs", history);
    return json.toString();
  }

  static RunState read(String text) {
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    List<History.Epoch> epochs = new ArrayList<>();
    json.getAsJsonArray("epochs").forEach(each -> epochs.add(epoch(each.getAsJsonObject())));
    return new RunState(
        json.get("epoch").getAsInt(),
        json.get("done").getAsInt(),
        json.get("step").getAsLong(),
        number(json.get("scale")),
        json.get("kept").getAsInt(),
        json.get("stopped").getAsBoolean(),
        number(json.get("seconds")),
        times(json.getAsJsonArray("times")),
        list(json.getAsJsonArray("sums")),
        list(json.getAsJsonArray("ranges")),
        epochs);
  }

  private static JsonObject epoch(History.Epoch epoch) {
    JsonObject json = new JsonObject();
    json.addProperty("number", epoch.number());
    JsonObject figures = new JsonObject();
    epoch.figures().forEach((name, value) -> figures.addProperty(name, value.toString()));
    json.add("figures", figures);
    json.addProperty("seconds", Double.toString(epoch.seconds()));
    json.addProperty("rate", Double.toString(epoch.samplesPerSecond()));
    json.add("times", times(epoch.times()));
    json.addProperty("learning_rate", Double.toString(epoch.learningRate()));
    return json;
  }

  private static History.Epoch epoch(JsonObject json) {
    Map<String, Double> figures = new LinkedHashMap<>();
    json.getAsJsonObject("figures")
        .entrySet()
        .forEach(figure -> figures.put(figure.getKey(), number(figure.getValue())));
    return new History.Epoch(
        json.get("number").getAsInt(),
        figures,
        number(json.get("seconds")),
        number(json.get("rate")),
        times(json.getAsJsonArray("times")),
        number(json.get("learning_rate")));
  }

  private static JsonArray times(History.Times times) {
    return list(List.of(times.data(), times.step(), times.validation()));
  }

  private static History.Times times(JsonArray json) {
    List<Double> times = list(json);
    return new History.Times(times.get(0), times.get(1), times.get(2));
  }

  private static JsonArray list(List<Double> numbers) {
    JsonArray json = new JsonArray();
    numbers.forEach(number -> json.add(number.toString()));
    return json;
  }

  private static List<Double> list(JsonArray json) {
    List<Double> numbers = new ArrayList<>();
    json.forEach(each -> numbers.add(number(each)));
    return numbers;
  }

  private static double number(JsonElement element) {
    return Double.parseDouble(element.getAsString());
  }
}
