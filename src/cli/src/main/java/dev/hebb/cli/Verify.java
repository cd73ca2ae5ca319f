package dev.hebb.cli;

import dev.hebb.cli.Check.State;
import dev.hebb.cli.report.Answer;
import dev.hebb.cli.report.Fact;
import dev.hebb.cli.report.Facts;
import dev.hebb.cli.report.Printer;
import dev.hebb.cli.report.Progress;
import dev.hebb.cli.report.Title;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks whether a file is what was exported, and says what it was proven to say. */
@Command(
    name = "verify",
    header = "Check that an ONNX file is what was exported and says what it was proven to say.",
    description = {
      "Checks its digest; how it is put together; that ONNX Runtime loads it, which looks at operators, types and shapes; its golden vectors; and, with --against, that it says what the trainer says.",
      "Ends with 1 if a check fails, or if nothing proves the file."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hebb verify models/stock-lstm.onnx",
      "  hebb verify model.onnx --against model.hebb"
    })
final class Verify implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "An ONNX file.")
  private Path file;

  @Option(
      names = "--against",
      paramLabel = "MODEL",
      description =
          "The .hebb file that it was exported from: runs the trainer beside ONNX Runtime.")
  private Optional<Path> against;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      description =
          "How much they may differ, relative to values above one; the file's own if not said.")
  private Optional<Double> tolerance;

  @Mixin private Printer printer;

  @Override
  public Integer call() {
    List<Check> checks;
    try (Progress progress = printer.progress("verifying " + file.getFileName())) {
      checks = new Examiner(file, tolerance).checks(against, progress);
    }
    boolean failed = checks.stream().anyMatch(each -> each.state() == State.FAILED);
    boolean proven =
        checks.stream()
            .filter(
                each -> each.name().equals(Examiner.GOLDEN) || each.name().equals(Examiner.PARITY))
            .anyMatch(each -> each.state() == State.OK);
    String verdict = failed ? "failed" : proven ? "proven" : "not proven";
    String name = Title.name(file);
    printer.print(
        Answer.of(
            new Title(name + ": " + verdict),
            Facts.of(List.of(Fact.silent("file", name), Fact.silent("verdict", verdict))),
            Check.table(checks)));
    return failed || !proven ? Status.REFUSED : Status.DONE;
  }
}
