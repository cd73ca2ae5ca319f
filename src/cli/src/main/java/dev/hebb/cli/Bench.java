package dev.hebb.cli;

import dev.hebb.cli.file.Lengths;
import dev.hebb.cli.report.Answer;
import dev.hebb.cli.report.Cell;
import dev.hebb.cli.report.Column;
import dev.hebb.cli.report.CsvReport;
import dev.hebb.cli.report.Fact;
import dev.hebb.cli.report.Facts;
import dev.hebb.cli.report.Printer;
import dev.hebb.cli.report.Progress;
import dev.hebb.cli.report.Table;
import dev.hebb.cli.report.Title;
import dev.hebb.cli.report.UsageException;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorOptions;
import dev.hebb.runtime.Predictors;
import dev.hebb.runtime.Preset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how long predictions take. */
@Command(
    name = "bench",
    header = "Measure how fast an ONNX file predicts.",
    description =
        "Time of a call (p50, p99, p99.9), bytes that it leaves on the heap, and rows a second, by batch size and number of threads that call at once. Inputs are random; what is measured is the run alone.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hebb bench models/stock-lstm.onnx",
      "  hebb bench models/cnn.onnx --batch 1,8,64 --threads 1,2 --seconds 5",
      "  hebb bench models/stock-lstm.onnx --dim time=100 --csv > bench.csv"
    })
final class Bench implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "An ONNX file.")
  private Path file;

  @Option(
      names = "--batch",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,8,64",
      description = "Rows of a call; ${DEFAULT-VALUE}.")
  private List<Integer> batches;

  @Option(
      names = "--threads",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,2",
      description = "Threads that call at once; ${DEFAULT-VALUE}.")
  private List<Integer> threads;

  @Mixin private Lengths lengths;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "1",
      description = "How long each is measured, after half of that to warm up; ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--preset",
      defaultValue = "single",
      description = "What a call takes of the machine: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE}.")
  private Preset preset;

  @Option(names = "--csv", description = "Print comma-separated values instead of a table.")
  private boolean csv;

  @Mixin private Printer printer;

  @Override
  public Integer call() {
    check();
    List<Load.Measured> measured = new ArrayList<>();
    String described = "";
    try (Progress progress = printer.progress("opening " + file.getFileName())) {
      for (int batch : batches) {
        for (int callers : threads) {
          progress.now("%s rows, %s".formatted(batch, Sizes.count(callers, "thread")));
          try (Predictors predictors = Predictors.open(file, options(batch))) {
            described = predictors.loaded().engine().describe().replace("\n  ", ", ");
            Duration time = Duration.ofNanos((long) (seconds * 1e9));
            measured.add(new Load(predictors, callers, time).measure(batch));
          }
        }
      }
    }
    Table table = table(measured);
    if (csv) {
      printer.print(CsvReport.of(table));
      return Status.DONE;
    }
    String name = Title.name(file);
    printer.print(
        Answer.of(
            new Title(name),
            Facts.of(
                List.of(
                    Fact.silent("file", name), new Fact("engine", described, "run by", described))),
            table));
    return Status.DONE;
  }

  private PredictorOptions options(int batch) {
    return lengths.on(Predictor.with().preset(preset).batch(batch));
  }

  private void check() {
    batches.forEach(each -> atLeastOne("--batch", each));
    threads.forEach(each -> atLeastOne("--threads", each));
    if (!(seconds > 0 && seconds <= 3600)) {
      throw new UsageException(
          "--seconds: expected more than 0 and at most 3600, got %s.".formatted(seconds));
    }
    if (csv && printer.json()) {
      throw new UsageException("--csv and --json: expected one of them, got both. Leave one out.");
    }
  }

  private void atLeastOne(String option, int number) {
    if (number < 1) {
      throw new UsageException("%s: expected at least 1, got %s.".formatted(option, number));
    }
  }

  private static Table table(List<Load.Measured> measured) {
    return new Table(
        "runs",
        List.of(
            Column.number("batch"),
            Column.number("threads"),
            Column.number("p50_us").titled("p50 us"),
            Column.number("p99_us").titled("p99 us"),
            Column.number("p999_us").titled("p99.9 us"),
            Column.number("bytes_a_call").titled("bytes a call"),
            Column.number("rows_a_second").titled("rows a second")),
        measured.stream()
            .map(
                each ->
                    List.of(
                        Cell.of(each.batch()),
                        Cell.of(each.threads()),
                        micros(each.p50()),
                        micros(each.p99()),
                        micros(each.p999()),
                        Cell.of(each.bytes()),
                        Cell.of(each.rows())))
            .toList());
  }

  private static Cell micros(long nanos) {
    double micros = nanos / 1e3;
    String text = String.format(Locale.ROOT, micros < 100 ? "%,.1f" : "%,.0f", micros);
    return Cell.of(micros, text);
  }
}
