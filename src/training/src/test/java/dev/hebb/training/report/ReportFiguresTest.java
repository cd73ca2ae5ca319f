package dev.hebb.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import dev.hebb.training.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of epochs: paired, best found, written. */
class ReportFiguresTest {
  private static History history(History.Epoch... epochs) {
    return new History(List.of(epochs));
  }

  @Test
  void validationStandsBesideTraining() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("loss", 3.0);
    figures.put("val_ue", 2.0);
    figures.put("mae", 1.0);
    figures.put("val_mae", 0.5);
    figures.put("val_loss", 4.0);
    History history = history(Runs.epoch(1, figures));
    assertThat(Figure.of(history).toString())
        .isEqualTo(
            "[Figure[name=loss, validation=Optional[val_loss]], "
                + "Figure[name=val_ue, validation=Optional.empty], "
                + "Figure[name=mae, validation=Optional[val_mae]]]");
    assertThat(Epochs.lastAndBest(history))
        .containsExactly(
            new Table(
                "Last and best epoch, 1 (least val_loss)",
                List.of("", "train", "validation"),
                List.of(
                    List.of("loss", "3", "4"),
                    List.of("val_ue", "2", ""),
                    List.of("mae", "1", "0.5"))));
  }

  @Test
  void theBestEpochHasTheLeastValidationLoss() throws Exception {
    History.Epoch[] epochs = {
      Runs.epoch(1, Runs.figures(4, Double.NaN)),
      Runs.epoch(2, Runs.figures(3, 1.5)),
      Runs.epoch(3, Runs.figures(2, 1.5)),
      Runs.epoch(4, Runs.figures(1, 1.75))
    };
    String html = Report.of(Runs.with(epochs)).html();
    assertThat(html).contains("<li>best epoch 2</li>", "<li>4.0 s</li>");
    JsonElement loss = Runs.charts(html).get(0);
    assertThat(loss.getAsJsonObject().get("best").getAsInt()).isEqualTo(2);
    assertThat(Runs.lines(loss).get("validation")).containsExactly(null, 1.5, 1.5, 1.75);
    List<String> columns = List.of("", "train", "validation");
    assertThat(Epochs.lastAndBest(history(epochs)))
        .containsExactly(
            new Table("Last epoch, 4", columns, List.of(List.of("loss", "1", "1.75"))),
            new Table(
                "Best epoch, 2 (least val_loss)", columns, List.of(List.of("loss", "3", "1.5"))));
  }

  @Test
  void withoutValidationTheTrainingLossDecides() {
    History history =
        history(Runs.epoch(1, Map.of("loss", 0.5)), Runs.epoch(2, Map.of("loss", 0.25)));
    assertThat(Epochs.lastAndBest(history))
        .containsExactly(
            new Table(
                "Last and best epoch, 2 (least loss)",
                List.of("", "train"),
                List.of(List.of("loss", "0.25"))));
  }

  @Test
  void aFigureThatIsMissingInAnEpochIsAGap() throws Exception {
    History.Epoch first = Runs.epoch(1, Map.of("loss", Double.NaN));
    History.Epoch second = Runs.epoch(2, Map.of("mae", 2.0));
    List<JsonElement> charts = Runs.charts(Report.of(Runs.with(first, second)).html());
    assertThat(Runs.lines(charts.get(0)).get("train")).containsExactly(null, null);
    assertThat(Runs.lines(charts.get(1)).get("train")).containsExactly(null, 2.0);
    assertThat(Best.of(history(first, second))).isEmpty();
    assertThat(Epochs.all(history(first, second)))
        .isEqualTo(
            new Table(
                "Every epoch",
                columns("epoch", "loss", "mae"),
                List.of(
                    row("1", "NaN", "", "1", "1,000", "0", "0", "0", "1,000", "0.5"),
                    row("2", "", "2", "1", "1,000", "0", "0", "0", "1,000", "0.5"))));
  }

  private static List<String> columns(String... first) {
    List<String> columns = new ArrayList<>(List.of(first));
    columns.addAll(
        List.of(
            "seconds",
            "samples/s",
            "ms data",
            "ms step",
            "ms validation",
            "ms other",
            "learning rate"));
    return columns;
  }

  private static List<String> row(String... cells) {
    return List.of(cells);
  }

  @Test
  void whereTheTimeWentIsShown() {
    History.Times times = new History.Times(0.25, 1.5, 0.125);
    History.Epoch first = new History.Epoch(1, Map.of("loss", 0.5), 2, 500, times, 0.001);
    assertThat(Epochs.all(history(first)))
        .isEqualTo(
            new Table(
                "Every epoch",
                columns("epoch", "loss"),
                List.of(row("1", "0.5", "2", "500", "250", "1,500", "125", "125", "0.001000"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "1 | 1",
        "-0.5 | -0.5",
        "0.0123456 | 0.01235",
        "0.0001 | 0.0001000",
        "9.99999 | 10.00",
        "1234.56 | 1,235",
        "1234567.8 | 1,234,568",
        "0.0000123456 | 1.235e-5",
        "-1.5e-123 | -1.500e-123",
        "12345678 | 1.235e7",
        "NaN | NaN",
        "-Infinity | -Infinity"
      })
  void numbersAreReadable(double value, String text) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(Digits.of(value)).isEqualTo(text);
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.04, 0.0 s",
    "99.94, 99.9 s",
    "100, 1 min 40 s",
    "3605.4, 60 min 05 s",
    "6000, 1 h 40 min",
    "90061, 25 h 01 min"
  })
  void timeIsReadable(double seconds, String text) {
    assertThat(Digits.time(seconds)).isEqualTo(text);
  }
}
