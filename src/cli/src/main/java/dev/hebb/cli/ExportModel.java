package dev.hebb.cli;

import dev.hebb.cli.export.FormOptions;
import dev.hebb.cli.export.PrecisionOptions;
import dev.hebb.cli.file.HebbFile;
import dev.hebb.cli.file.OnnxFile;
import dev.hebb.cli.report.Answer;
import dev.hebb.cli.report.Fact;
import dev.hebb.cli.report.Facts;
import dev.hebb.cli.report.Printer;
import dev.hebb.cli.report.Progress;
import dev.hebb.cli.report.Title;
import dev.hebb.cli.report.ToolException;
import dev.hebb.cli.report.UsageException;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.onnx.Export;
import dev.hebb.onnx.Exported;
import dev.hebb.onnx.Onnx;
import dev.hebb.onnx.StreamingExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a trained model as ONNX. */
@Command(
    name = "export",
    header = "Write a trained model as ONNX, proven equal to it.",
    description = {
      "Runs the trainer and ONNX Runtime on the same inputs, and writes no file if they differ. The file carries golden vectors and a digest, which are checked wherever it is opened.",
      "Ends with 1 if they differ."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hebb export model.hebb -o model.onnx",
      "  hebb export model.hebb -o model.onnx --opset 13 --labels cat,dog --top-k 1",
      "  hebb export model.hebb -o model.onnx --layout channels-first --batch 1",
      "  hebb export model.hebb -o small.onnx --precision int8-dynamic \\",
      "      --gate accuracy=0.01 --held held.csv",
      "  hebb export pets.hebb -o small.onnx --precision int8-static \\",
      "      --calibrate pictures/",
      "  hebb export stock.hebb -o stock-step.onnx --streaming",
      "  hebb export foreign.onnx -o small.onnx --precision fp16"
    })
final class ExportModel implements Callable<Integer> {
  @Parameters(
      paramLabel = "MODEL",
      description =
          "A .hebb file, as Trained.model().save(path) writes it; or an ONNX file, whoever wrote it.")
  private Path file;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "The ONNX file to write.")
  private Path out;

  @Option(
      names = "--opset",
      paramLabel = "N",
      defaultValue = "17",
      description = "The version of ONNX's operators, 13 to 22; ${DEFAULT-VALUE}.")
  private int opset;

  @Mixin private FormOptions form;

  @Mixin private PrecisionOptions precision;

  @Option(
      names = "--output",
      paramLabel = "NAME",
      defaultValue = "",
      description =
          "The output that --softmax, --top-k, --labels and --threshold mean, where there are several.")
  private String output;

  @Option(
      names = "--labels",
      paramLabel = "A,B,C",
      description = "What the places of an output stand for; or a file with a name a line.")
  private Optional<String> labels;

  @Option(
      names = "--threshold",
      paramLabel = "T,...",
      description = "The least score that counts: one for all labels, or one for each.")
  private Optional<String> thresholds;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      description =
          "How much they may differ, relative to values above one; if not said, 1e-6, with recurrent layers 1e-5.")
  private Optional<Double> tolerance;

  @Option(
      names = "--streaming",
      description = "Write the streaming twin: a file that is fed one tick and remembers.")
  private boolean streaming;

  @Option(
      names = "--over",
      paramLabel = "AXIS",
      description = "With --streaming: the time axis, where there are several.")
  private Optional<String> over;

  @Option(
      names = "--begin",
      paramLabel = "FILE",
      description = "With --streaming: where what is computed before the first tick goes.")
  private Optional<Path> begin;

  @Mixin private Printer printer;

  @Override
  public Integer call() {
    if (!streaming && (over.isPresent() || begin.isPresent())) {
      throw new UsageException(
          "--over and --begin go with --streaming. Add it, or leave them out.");
    }
    Exported exported;
    try (Progress progress = printer.progress("proving " + out.getFileName())) {
      Trainer.engine("export");
      progress.now("proving " + out.getFileName() + " against the trainer");
      exported = write(export(model()));
    }
    printer.print(answer(exported));
    return Status.DONE;
  }

  private Model model() {
    if (HebbFile.is(file) || !Files.isRegularFile(file)) {
      return HebbFile.read(file).model();
    }
    if (!OnnxFile.is(file)) {
      throw new ToolException(
          "%s: expected a .hebb or an ONNX file, got something else. Save it with Trained.model().save(path)."
              .formatted(file.getFileName()));
    }
    return Onnx.read(file).model();
  }

  private Export export(Model model) {
    Export export = Onnx.export(model).opset(opset);
    if (tolerance.isPresent()) {
      export = export.tolerance(tolerance.get());
    }
    export = form.part(export);
    if (labels.isPresent()) {
      export = export.labels(named("--labels", export.model()), names(labels.get()));
    }
    if (thresholds.isPresent()) {
      export = export.threshold(named("--threshold", export.model()), numbers(thresholds.get()));
    }
    export = precision.on(form.on(export, output), form);
    return export;
  }

  private Exported write(Export export) {
    if (!streaming) {
      return export.to(out);
    }
    StreamingExport stream = export.streaming();
    stream = over.isPresent() ? stream.over(over.get()) : stream;
    stream = begin.isPresent() ? stream.begin(begin.get()) : stream;
    return stream.to(out);
  }

  private String named(String option, Model model) {
    List<String> outputs = model.graph().outputs().stream().map(Port::name).toList();
    if (output.isEmpty() && outputs.size() != 1) {
      throw new UsageException(
          "%s: expected one output, got %s. Say which is meant: --output %s."
              .formatted(option, outputs, outputs.get(0)));
    }
    return output.isEmpty() ? outputs.get(0) : output;
  }

  private static List<String> names(String value) {
    try {
      return Files.isRegularFile(Path.of(value))
          ? Files.readAllLines(Path.of(value))
          : List.of(value.split(",", -1));
    } catch (IOException unreadable) {
      throw new ToolException(
          "--labels: %s cannot be read (%s).".formatted(value, unreadable.getMessage()),
          unreadable);
    }
  }

  private static double[] numbers(String value) {
    try {
      return List.of(value.split(",", -1)).stream().mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException noNumber) {
      throw new UsageException(
          "--threshold: expected numbers such as 0.5,0.7, got \"%s\".".formatted(value));
    }
  }

  private Answer answer(Exported exported) {
    String name = Title.name(out);
    List<Fact> facts =
        new ArrayList<>(
            List.of(
                Fact.silent("file", name),
                new Fact("bytes", exported.bytes(), "size", Sizes.bytes(exported.bytes())),
                new Fact("opset", opset, "operator set", "ai.onnx " + opset),
                new Fact(
                    "max_deviation",
                    exported.maxAbsDiff(),
                    "deviation",
                    "at most %s from what the trainer says"
                        .formatted(Examiner.number(exported.maxAbsDiff())))));
    exported.quantized().ifPresent(smaller -> facts.addAll(SmallerFacts.of(smaller)));
    return Answer.of(new Title(name + ": proven"), Facts.of(facts));
  }
}
