package dev.hebb.training.report;

import dev.hebb.training.TrainingException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines of the caller's own, checked and made a chart. */
final class Series {
  private Series() {}

  static Chart overNumbers(String heading, double[] x, Map<String, double[]> lines) {
    List<Double> places = Arrays.stream(x).boxed().toList();
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i])) {
        throw wrong(
            heading, "expected x to be numbers, got " + x[i] + " at row " + i + ". Drop the row.");
      }
    }
    return chart(heading, Chart.Axis.NUMBER, places, places, lines);
  }

  static Chart overDays(String heading, List<LocalDate> days, Map<String, double[]> lines) {
    List<Double> seconds =
        days.stream()
            .map(day -> (double) day.toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC))
            .toList();
    return chart(heading, Chart.Axis.DAY, seconds, days, lines);
  }

  private static <T extends Comparable<? super T>> Chart chart(
      String heading, Chart.Axis axis, List<Double> x, List<T> asGiven, Map<String, double[]> of) {
    if (asGiven.isEmpty() || of.isEmpty()) {
      throw wrong(
          heading,
          "expected at least one row and one line, got "
              + asGiven.size()
              + " rows and "
              + of.size()
              + " lines. Leave the series out.");
    }
    for (int i = 1; i < asGiven.size(); i++) {
      if (asGiven.get(i).compareTo(asGiven.get(i - 1)) < 0) {
        throw wrong(
            heading,
            "expected x to rise, got "
                + asGiven.get(i)
                + " after "
                + asGiven.get(i - 1)
                + " at row "
                + i
                + ". Sort the rows.");
      }
    }
    Map<String, List<Double>> lines = new LinkedHashMap<>();
    Ordered.of(of)
        .forEach((name, values) -> lines.put(name, line(heading, name, values, x.size())));
    return new Chart(heading, axis, x, lines, 0);
  }

  private static List<Double> line(String heading, String name, double[] values, int rows) {
    if (values.length != rows) {
      throw wrong(
          heading,
          "expected "
              + rows
              + " values in line \""
              + name
              + "\", one a row, got "
              + values.length
              + ". Put NaN where there is none.");
    }
    return Arrays.stream(values).boxed().toList();
  }

  private static TrainingException wrong(String heading, String what) {
    return new TrainingException("report, series \"" + heading + "\": " + what);
  }
}
