package dev.hebb.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.training.TrainingException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Lines of the caller's own. */
class ReportSeriesTest {
  private static final double NAN = Double.NaN;

  private final Report report = Report.of(Runs.with());

  private static JsonObject last(Report report) throws Exception {
    List<JsonElement> charts = Runs.charts(report.html());
    return charts.get(charts.size() - 1).getAsJsonObject();
  }

  @Test
  void numbersSurviveToTheLastBit() throws Exception {
    double[] x = {-1.5, 0, 1, 1e-300, 3e15};
    Arrays.sort(x);
    double[] values = {0.1 + 0.2, Double.MIN_VALUE, -Double.MAX_VALUE, 1e15 + 2, 16_777_217};
    JsonObject chart = last(report.series("Forecast", x, Map.of("line", values)));
    assertThat(chart.get("axis").getAsString()).isEqualTo("number");
    assertThat(Runs.numbers(chart.get("x"))).containsExactly(-1.5, 0.0, 1e-300, 1.0, 3e15);
    assertThat(Runs.lines(chart).get("line"))
        .containsExactly(0.1 + 0.2, Double.MIN_VALUE, -Double.MAX_VALUE, 1e15 + 2, 16_777_217.0);
  }

  @Test
  void whatIsNoNumberIsAGap() throws Exception {
    double[] values = {1, NAN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 2};
    JsonObject chart =
        last(report.series("Forecast", new double[] {1, 2, 3, 4, 5}, Map.of("line", values)));
    assertThat(chart.toString()).contains("\"values\":[1,null,null,null,2]");
  }

  @Test
  void daysAreSecondsAtMidnightUtc() throws Exception {
    List<LocalDate> days = List.of(LocalDate.of(1969, 12, 31), LocalDate.of(2024, 2, 29));
    JsonObject chart = last(report.series("Forecast", days, Map.of("v", new double[] {1, 2})));
    assertThat(chart.get("axis").getAsString()).isEqualTo("day");
    assertThat(chart.get("x").toString()).isEqualTo("[-86400,1709164800]");
  }

  @Test
  void theCallersArraysAreCopied() throws Exception {
    double[] values = {1, 2};
    Report made = report.series("Forecast", new double[] {1, 2}, Map.of("line", values));
    values[0] = 9;
    assertThat(Runs.lines(last(made)).get("line")).containsExactly(1.0, 2.0);
  }

  @Test
  void aScaleIsOfferedOverMoreThanTwoDecades() {
    assertThat(wide(0.01, 1)).isFalse();
    assertThat(wide(0.01, 1.01)).isTrue();
    assertThat(wide(0.01, NAN, Double.POSITIVE_INFINITY, 1.01)).isTrue();
    assertThat(wide(0, 1000)).isFalse();
    assertThat(wide(-1000, 1, 1000)).isFalse();
    assertThat(wide(NAN, NAN)).isFalse();
  }

  private static boolean wide(double... values) {
    List<Double> line = Arrays.stream(values).boxed().toList();
    return new Chart("", Chart.Axis.NUMBER, line, Map.of("line", line), 0).wide();
  }

  @Test
  void rowsThatDoNotRiseAreRefused() {
    refused(
        () -> report.series("Forecast", new double[] {1, 3, 2}, Map.of("line", new double[3])),
        "report, series \"Forecast\": expected x to rise, got 2.0 after 3.0 at row 2."
            + " Sort the rows.");
    List<LocalDate> days = List.of(LocalDate.of(2024, 1, 2), LocalDate.of(2024, 1, 1));
    refused(
        () -> report.series("Forecast", days, Map.of("line", new double[2])),
        "report, series \"Forecast\": expected x to rise, got 2024-01-01 after 2024-01-02 at row 1."
            + " Sort the rows.");
    refused(
        () -> report.series("Forecast", new double[] {1, NAN}, Map.of("line", new double[2])),
        "report, series \"Forecast\": expected x to be numbers, got NaN at row 1. Drop the row.");
  }

  @Test
  void linesThatDoNotFitAreRefused() {
    refused(
        () -> report.series("Forecast", new double[] {1, 2, 3}, Map.of("truth", new double[2])),
        "report, series \"Forecast\": expected 3 values in line \"truth\", one a row, got 2."
            + " Put NaN where there is none.");
    refused(
        () -> report.series("Forecast", new double[] {1, 2}, Map.of()),
        "report, series \"Forecast\": expected at least one row and one line, got 2 rows and 0"
            + " lines. Leave the series out.");
    refused(
        () -> report.series("Forecast", List.of(), Map.of("truth", new double[0])),
        "report, series \"Forecast\": expected at least one row and one line, got 0 rows and 1"
            + " lines. Leave the series out.");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TrainingException.class).hasMessage(message);
  }
}
