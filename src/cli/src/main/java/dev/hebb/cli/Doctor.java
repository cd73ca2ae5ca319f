package dev.hebb.cli;

import dev.hebb.cli.Finding.State;
import dev.hebb.cli.report.Answer;
import dev.hebb.cli.report.Cell;
import dev.hebb.cli.report.Column;
import dev.hebb.cli.report.Printer;
import dev.hebb.cli.report.Table;
import dev.hebb.cli.report.Tone;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what is there and what is missing. */
@Command(
    name = "doctor",
    header = "Say what is installed, what is missing, and what adds it.",
    description = "Looks for Java, ONNX Runtime, GPUs, CUDA, cuDNN and PyTorch.",
    footerHeading = "%nExamples:%n",
    footer = {"  hebb doctor", "  hebb doctor --json"})
final class Doctor implements Callable<Integer> {
  @Mixin private Printer printer;

  @Override
  public Integer call() {
    List<Finding> findings = new Examination(Machine.here()).findings();
    printer.print(answer(findings));
    return status(findings);
  }

  /** Status 1 if something is missing without which nothing works. */
  static int status(List<Finding> findings) {
    boolean missing = findings.stream().anyMatch(each -> each.state() == State.MISSING);
    return missing ? Status.REFUSED : Status.DONE;
  }

  /** What was found, and below it what to do. */
  static Answer answer(List<Finding> findings) {
    List<Column> columns =
        List.of(
            Column.of("state").titled(""),
            Column.of("name").titled(""),
            Column.of("what").titled(""),
            Column.below("remedy"));
    List<List<Cell>> rows =
        findings.stream()
            .map(
                each ->
                    List.of(
                        mark(each.state()),
                        Cell.of(each.name()),
                        Cell.of(each.what()),
                        Cell.of(each.remedy())))
            .toList();
    return Answer.of(new Table("findings", columns, rows));
  }

  private static Cell mark(State state) {
    return switch (state) {
      case OK -> new Cell("ok", "ok", Tone.GOOD);
      case NONE -> new Cell("none", "-", Tone.QUIET);
      case MISSING -> new Cell("missing", "missing", Tone.BAD);
    };
  }
}
