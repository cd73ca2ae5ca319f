package dev.hebb.training.report;

import dev.hebb.training.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How training went: a chart for each figure, for the speed and for the learning rate. */
final class Curves {
  private Curves() {}

  static List<Chart> of(History history) {
    if (history.epochs().isEmpty()) {
      return List.of();
    }
    int best = Best.of(history).map(found -> found.epoch().number()).orElse(0);
    List<Chart> charts = new ArrayList<>();
    for (Figure figure : Figure.of(history)) {
      Map<String, List<Double>> lines = new LinkedHashMap<>();
      lines.put("train", values(history, figure.name()));
      figure.validation().ifPresent(name -> lines.put("validation", values(history, name)));
      charts.add(chart(history, figure.name(), lines, best));
    }
    List<Double> speed = history.epochs().stream().map(History.Epoch::samplesPerSecond).toList();
    charts.add(chart(history, "samples a second", Map.of("samples/s", speed), 0));
    List<Double> rates = history.epochs().stream().map(History.Epoch::learningRate).toList();
    charts.add(chart(history, "learning rate", Map.of("learning rate", rates), 0));
    return charts;
  }

  private static List<Double> values(History history, String name) {
    return history.epochs().stream().map(epoch -> Figure.at(epoch, name)).toList();
  }

  private static Chart chart(
      History history, String heading, Map<String, List<Double>> lines, int best) {
    List<Double> x = history.epochs().stream().map(epoch -> (double) epoch.number()).toList();
    return new Chart(heading, Chart.Axis.EPOCH, x, lines, best);
  }
}
