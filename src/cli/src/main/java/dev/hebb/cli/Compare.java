package dev.hebb.cli;

import dev.hebb.cli.file.HebbFile;
import dev.hebb.cli.file.Lengths;
import dev.hebb.cli.report.Answer;
import dev.hebb.cli.report.Cell;
import dev.hebb.cli.report.Fact;
import dev.hebb.cli.report.Facts;
import dev.hebb.cli.report.Printer;
import dev.hebb.cli.report.Progress;
import dev.hebb.cli.report.Title;
import dev.hebb.onnx.compare.Compared;
import dev.hebb.onnx.compare.Comparison;
import dev.hebb.onnx.compare.Difference;
import dev.hebb.onnx.compare.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs two models on the same inputs and finds where they first differ. */
@Command(
    name = "compare",
    header = "Find the first layer in which two models differ.",
    description = {
      "Runs both on the same inputs, those that a file carries or random ones, and walks through the first, value by value, to where the second first says something else. Each is an ONNX file, whoever wrote it, or a .hebb file, which the trainer runs.",
      "Ends with 1 if a value differs by more than the tolerance."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hebb compare before.onnx after.onnx",
      "  hebb compare model.hebb model.onnx --tolerance 1e-4",
      "  hebb compare a.onnx b.onnx --dim batch=8 --dim time=30 --seed 7"
    })
final class Compare implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A", description = "What is expected.")
  private Path a;

  @Parameters(index = "1", paramLabel = "B", description = "What is compared with it.")
  private Path b;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      defaultValue = "1e-5",
      description = "How much they may differ, relative to values above one; ${DEFAULT-VALUE}.")
  private double tolerance;

  @Mixin private Lengths lengths;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Of the random inputs; ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private Printer printer;

  @Override
  public Integer call() {
    Compared compared;
    try (Progress progress = printer.progress("opening " + a.getFileName());
        Side left = side(a);
        Side right = side(b)) {
      progress.now("comparing");
      compared =
          Comparison.of(left, right).dims(lengths.dims()).tolerance(tolerance).seed(seed).run();
    }
    printer.print(answer(compared));
    return compared.same() ? Status.DONE : Status.REFUSED;
  }

  private static Side side(Path file) {
    return HebbFile.is(file) ? Side.hebb(file, Trainer.engine("a .hebb file")) : Side.onnx(file);
  }

  private static Answer answer(Compared compared) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.silent("same", compared.same()));
    facts.add(Fact.silent("structure", compared.structure()));
    compared.structure().forEach(line -> facts.add(Fact.aside("structure", line)));
    if (compared.values() > 0) {
      facts.add(Fact.of("inputs", compared.inputs()));
      facts.add(
          new Fact(
              "values",
              compared.values(),
              "values",
              "%s of %s compared".formatted(compared.values(), compared.of())));
      facts.add(
          new Fact(
              "max_deviation",
              compared.largest(),
              "deviation",
              "at most %s, allowed %s"
                  .formatted(
                      Examiner.number(compared.largest()), Examiner.number(compared.tolerance()))));
      facts.add(Fact.silent("tolerance", compared.tolerance()));
    }
    compared.first().ifPresent(first -> facts.addAll(facts(first)));
    return Answer.of(
        new Title(
            compared.same() ? "The same" : compared.values() > 0 ? "Different" : "Not comparable"),
        Facts.of(facts));
  }

  private static List<Fact> facts(Difference first) {
    boolean shapes = first.index().isEmpty();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("node", first.node());
    json.put("operator", first.operator());
    json.put("value", first.value());
    json.put("deviation", first.largest());
    json.put("index", first.index());
    json.put("expected", first.expected());
    json.put("got", first.got());
    json.put("shapes", first.shapes());
    String where =
        shapes
            ? "shape %s, expected %s".formatted(first.shapes().get(1), first.shapes().get(0))
            : "%s at %s, expected %s: off by %s"
                .formatted(
                    (float) first.got(),
                    Cell.of(first.index()).text(),
                    (float) first.expected(),
                    Examiner.number(first.largest()));
    return List.of(
        new Fact("first", json, "first at", "%s (%s)".formatted(first.node(), first.operator())),
        Fact.aside("got", where));
  }
}
