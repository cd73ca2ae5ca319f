package dev.hebb.training.report;

import dev.hebb.training.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures of epochs as tables. */
final class Epochs {
  private Epochs() {}

  /** The last epoch, and the best where that is another. */
  static List<Table> lastAndBest(History history) {
    if (history.epochs().isEmpty()) {
      return List.of();
    }
    History.Epoch last = history.last();
    Optional<Best> best = Best.of(history);
    if (best.isEmpty()) {
      return List.of(one("Last epoch, " + last.number(), history, last));
    }
    String least = " (least " + best.get().figure() + ")";
    if (best.get().epoch().number() == last.number()) {
      return List.of(one("Last and best epoch, " + last.number() + least, history, last));
    }
    History.Epoch other = best.get().epoch();
    return List.of(
        one("Last epoch, " + last.number(), history, last),
        one("Best epoch, " + other.number() + least, history, other));
  }

  private static Table one(String heading, History history, History.Epoch epoch) {
    List<Figure> figures = Figure.of(history);
    boolean validated = figures.stream().anyMatch(figure -> figure.validation().isPresent());
    List<List<String>> rows = new ArrayList<>();
    for (Figure figure : figures) {
      List<String> row = new ArrayList<>(List.of(figure.name(), value(epoch, figure.name())));
      if (validated) {
        row.add(figure.validation().map(name -> value(epoch, name)).orElse(""));
      }
      rows.add(row);
    }
    List<String> columns = validated ? List.of("", "train", "validation") : List.of("", "train");
    return new Table(heading, columns, rows);
  }

  /** Every figure of every epoch. */
  static Table all(History history) {
    List<String> names = new ArrayList<>();
    for (Figure figure : Figure.of(history)) {
      names.add(figure.name());
      figure.validation().ifPresent(names::add);
    }
    List<String> columns = new ArrayList<>(List.of("epoch"));
    columns.addAll(names);
    columns.addAll(List.of("seconds", "samples/s"));
    columns.addAll(List.of("ms data", "ms step", "ms validation", "ms other", "learning rate"));
    List<List<String>> rows = new ArrayList<>();
    for (History.Epoch epoch : history.epochs()) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(epoch.number())));
      names.forEach(name -> row.add(value(epoch, name)));
      row.add(Digits.of(epoch.seconds()));
      row.add(Digits.of(epoch.samplesPerSecond()));
      History.Times times = epoch.times();
      row.add(milliseconds(times.data()));
      row.add(milliseconds(times.step()));
      row.add(milliseconds(times.validation()));
      row.add(milliseconds(times.other(epoch.seconds())));
      row.add(Digits.of(epoch.learningRate()));
      rows.add(row);
    }
    return new Table("Every epoch", columns, rows);
  }

  private static String milliseconds(double seconds) {
    return Digits.count(Math.round(seconds * 1e3));
  }

  private static String value(History.Epoch epoch, String name) {
    return epoch.figures().containsKey(name) ? Digits.of(Figure.at(epoch, name)) : "";
  }
}
