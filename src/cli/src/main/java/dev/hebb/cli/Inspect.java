package dev.hebb.cli;

import dev.hebb.cli.file.HebbFile;
import dev.hebb.cli.file.OnnxFile;
import dev.hebb.cli.report.Answer;
import dev.hebb.cli.report.Printer;
import dev.hebb.cli.report.UsageException;
import dev.hebb.graph.Picture;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is in a model file; nothing is run. */
@Command(
    name = "inspect",
    header = "Show what is in a model file.",
    description =
        "Inputs and outputs, parameters, operators, nodes, notes: of ONNX files, whoever wrote them, and of Hebb's own (.hebb). Nothing is run.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hebb inspect models/stock-lstm.onnx",
      "  hebb inspect models/stock-lstm.onnx --json",
      "  hebb inspect models/stock-lstm.onnx --svg > stock-lstm.svg"
    })
final class Inspect implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "An ONNX file, or a .hebb file.")
  private Path file;

  @Option(names = "--all", description = "Show all nodes and notes, however many there are.")
  private boolean all;

  @Option(names = "--svg", description = "Print a drawing of the graph, as SVG.")
  private boolean svg;

  @Mixin private Printer printer;

  @Override
  public Integer call() {
    if (svg && printer.json()) {
      throw new UsageException("--svg and --json: expected one of them, got both. Leave one out.");
    }
    boolean own = HebbFile.is(file);
    if (svg) {
      Picture picture =
          own
              ? Picture.of(HebbFile.read(file).model().graph())
              : OnnxPicture.of(OnnxFile.read(file));
      printer.print(picture.svg());
      return Status.DONE;
    }
    Answer answer =
        own ? HebbFacts.of(HebbFile.read(file), all) : OnnxFacts.of(OnnxFile.read(file), all);
    printer.print(answer);
    return Status.DONE;
  }
}
