package dev.hebb.training.report;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.training.History;
import dev.hebb.training.Losses;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Windows;
import dev.hebb.training.loss.MeanAbsoluteError;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Training runs to report on, and what a page says of them. */
final class Runs {
  private static final Pattern CHARTS =
      Pattern.compile("<script type=\"application/json\" id=\"charts\">(.*?)</script>");

  private Runs() {}

  static Graph graph() {
    return network("wave", sequence(ANY, 1)).then(lstm(4)).then(dense(1)).build().graph();
  }

  /** Really trained: three epochs, with validation. */
  static Trained trained() {
    float[] wave = new float[120];
    for (int i = 0; i < wave.length; i++) {
      wave[i] = (float) Math.sin(i / 5.0);
    }
    return Trainer.of(graph())
        .metrics(new MeanAbsoluteError())
        .epochs(3)
        .batchSize(16)
        .validationSplit(0.25)
        .seed(7)
        .progress(Progress.silent())
        .fit(Windows.of(wave, 8).dataset());
  }

  /** With this history, and the weights it began with. */
  static Trained with(History.Epoch... epochs) {
    Model model = new Model(graph(), Model.initial(graph(), 7).weights(), Map.of("seed", "7"));
    return new Trained(model, new History(List.of(epochs)), Losses.meanSquaredError(), List.of());
  }

  /** An epoch of one second and 1,000 samples. */
  static History.Epoch epoch(int number, Map<String, Double> figures) {
    return new History.Epoch(number, figures, 1, 1000, History.Times.NONE, 0.5);
  }

  static Map<String, Double> figures(double loss, double validation) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("loss", loss);
    figures.put("val_loss", validation);
    return figures;
  }

  /** The page's data, read as strictly as a browser reads it. */
  static List<JsonElement> charts(String html) throws Exception {
    Matcher found = CHARTS.matcher(html);
    if (!found.find()) {
      throw new AssertionError("no charts in " + html);
    }
    JsonReader reader = new JsonReader(new StringReader(found.group(1)));
    reader.setStrictness(Strictness.STRICT);
    return new ArrayList<>(JsonParser.parseReader(reader).getAsJsonArray().asList());
  }

  /** The lines of a chart by name, null where there is a gap. */
  static Map<String, List<Double>> lines(JsonElement chart) {
    Map<String, List<Double>> lines = new LinkedHashMap<>();
    for (JsonElement line : chart.getAsJsonObject().getAsJsonArray("lines")) {
      String name = line.getAsJsonObject().get("name").getAsString();
      lines.put(name, numbers(line.getAsJsonObject().get("values")));
    }
    return lines;
  }

  static List<Double> numbers(JsonElement array) {
    return array.getAsJsonArray().asList().stream()
        .map(value -> value.isJsonNull() ? null : (Double) value.getAsDouble())
        .toList();
  }

  static String heading(JsonElement chart) {
    return chart.getAsJsonObject().get("heading").getAsString();
  }
}
