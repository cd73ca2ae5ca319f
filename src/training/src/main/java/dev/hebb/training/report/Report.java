package dev.hebb.training.report;

import dev.hebb.graph.AtomicFile;
import dev.hebb.training.Trained;
import dev.hebb.training.TrainingException;
import dev.hebb.training.data.Examples;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training run as one HTML page: figures, curves, the network, how it was trained. The file needs
 * no other file and no network. Each method gives back another report and leaves this one as it is.
 * The same run and the same words give the same bytes.
 *
 * <pre>{@code
 * Report.of(trained)
 *     .title("S&P 500, two LSTM layers")
 *     .note("Test MAE 1.23 % against 1.24 % for \"tomorrow = today\".")
 *     .figures("Test set", Map.of("MAE", "1.23 %", "naive MAE", "1.24 %"))
 *     .series("Forecast against truth", dates, Map.of("forecast", forecast, "truth", truth))
 *     .write(Path.of("report.html"));
 * }</pre>
 *
 * <p>Maps that have an order ({@link java.util.LinkedHashMap}, {@link java.util.TreeMap}) are shown
 * in it, others by name.
 */
public final class Report {
  private final Trained trained;
  private final String title;
  private final List<String> notes;
  private final List<Table> tables;
  private final List<Chart> series;
  private final Optional<Examined> examined;

  private Report(
      Trained trained,
      String title,
      List<String> notes,
      List<Table> tables,
      List<Chart> series,
      Optional<Examined> examined) {
    this.trained = trained;
    this.title = title;
    this.notes = notes;
    this.tables = tables;
    this.series = series;
    this.examined = examined;
  }

  /** What a training run says of itself. The title is the network's name. */
  public static Report of(Trained trained) {
    return new Report(
        trained, trained.graph().name(), List.of(), List.of(), List.of(), Optional.empty());
  }

  /** With this heading. */
  public Report title(String text) {
    return new Report(trained, text, notes, tables, series, examined);
  }

  /** With one more paragraph below the title. Line breaks are kept. */
  public Report note(String paragraph) {
    return new Report(trained, title, with(notes, paragraph), tables, series, examined);
  }

  /** With one more table of figures, each as it is to be read. */
  public Report figures(String heading, Map<String, String> figures) {
    List<Table> more = with(tables, Table.of(heading, figures));
    return new Report(trained, title, notes, more, series, examined);
  }

  /**
   * With one more chart, of any number of lines.
   *
   * @param x where the values stand, rising
   * @param lines by name, each with a value for every x. NaN and infinite values are gaps.
   * @throws TrainingException when x does not rise, or a line is longer or shorter
   */
  public Report series(String heading, double[] x, Map<String, double[]> lines) {
    return with(Series.overNumbers(heading, x, lines));
  }

  /**
   * With one more chart, of any number of lines over time.
   *
   * @param days when the values were, rising
   * @param lines by name, each with a value for every day. NaN and infinite values are gaps.
   * @throws TrainingException when the days do not rise, or a line is longer or shorter
   */
  public Report series(String heading, List<LocalDate> days, Map<String, double[]> lines) {
    return with(Series.overDays(heading, days, lines));
  }

  private Report with(Chart chart) {
    return new Report(trained, title, notes, tables, with(series, chart), examined);
  }

  private static <T> List<T> with(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return List.copyOf(longer);
  }

  /**
   * With what it makes of these examples: for classes how often each was taken for each other one,
   * and the examples it gets most wrong, with their pictures if they are some.
   *
   * @param labels the names of the classes, in order; none: their numbers
   */
  public Report examined(Examples held, List<String> labels) {
    return new Report(
        trained, title, notes, tables, series, Optional.of(Examined.of(trained, held, labels)));
  }

  /** The page as text. */
  public String html() {
    return new Page(trained, title, notes, tables, series, examined).html();
  }

  /** Writes the page, whole or not at all, making its folder if need be. */
  public void write(Path path) {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(html());
    AtomicFile.write(
        path,
        channel -> {
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        });
  }
}
