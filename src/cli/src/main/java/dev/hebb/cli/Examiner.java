package dev.hebb.cli;

import dev.hebb.cli.file.OnnxFile;
import dev.hebb.cli.file.Structure;
import dev.hebb.cli.report.Progress;
import dev.hebb.onnx.compare.Compared;
import dev.hebb.onnx.compare.Difference;
import dev.hebb.onnx.compare.Parity;
import dev.hebb.onnx.compare.Side;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.PredictorOptions;
import dev.hebb.runtime.engine.Door;
import dev.hebb.runtime.engine.Loaded;
import dev.hebb.runtime.engine.ModelFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Checks an ONNX file, the cheap checks first.
 *
 * @param tolerance how much trainer and ONNX Runtime may differ; empty for the file's own
 */
record Examiner(Path file, Optional<Double> tolerance) {
  static final String GOLDEN = "golden vectors";
  static final String PARITY = "parity";

  private static final double USUAL = 1e-5;
  private static final int MOST = 3;

  /**
   * All checks.
   *
   * @param against the model that it was exported from
   * @throws PredictorException when it is no ONNX file
   */
  List<Check> checks(Optional<Path> against, Progress progress) {
    OnnxFile read = OnnxFile.read(file);
    List<Check> checks = new ArrayList<>();
    checks.add(digest(read));
    checks.add(structure(read));
    PredictorOptions options = Predictor.with().trust();
    try (Loaded loaded =
        Loaded.open(ModelFile.read(file, options.session()), Door.PREDICTOR, options)) {
      checks.add(Check.ok("ONNX Runtime", loaded.engine().version() + " loads it"));
      checks.add(goldens(loaded));
      progress.now("comparing with the trainer");
      checks.add(against.map(model -> parity(model, loaded)).orElseGet(Examiner::notAsked));
    } catch (PredictorException refused) {
      checks.add(Check.failed("ONNX Runtime", refused.getMessage(), ""));
    }
    return checks;
  }

  private static Check digest(OnnxFile file) {
    return switch (file.seal()) {
      case INTACT -> Check.ok("digest", "the file is as Hebb exported it");
      case BROKEN ->
          Check.failed(
              "digest", "the file was changed after it was exported", "Export or copy it again.");
      case ABSENT -> Check.none("digest", "none: not exported by Hebb");
    };
  }

  private static Check structure(OnnxFile file) {
    List<String> problems = Structure.problems(file);
    if (problems.isEmpty()) {
      int nodes = file.model().getGraph().getNodeCount();
      return Check.ok(
          "structure", Sizes.count(nodes, "node") + ", each fed by what stands before it");
    }
    String more = problems.size() > MOST ? "; and %s more".formatted(problems.size() - MOST) : "";
    return Check.failed(
        "structure",
        String.join("; ", problems.subList(0, Math.min(MOST, problems.size()))) + more,
        "Export it again.");
  }

  private static Check goldens(Loaded loaded) {
    int count = loaded.metadata().goldenCount();
    if (count == 0) {
      return Check.none(GOLDEN, "none in the file");
    }
    try {
      double deviation = loaded.goldens().run();
      return Check.ok(
          GOLDEN,
          "%s, largest deviation %s of %s"
              .formatted(count, number(deviation), number(loaded.metadata().tolerance())));
    } catch (PredictorException different) {
      return Check.failed(GOLDEN, different.getMessage(), "");
    }
  }

  private static Check notAsked() {
    return Check.none(PARITY, "not asked for: --against MODEL.hebb");
  }

  private Check parity(Path model, Loaded loaded) {
    Map<String, String> notes = loaded.metadata().notes();
    boolean stated = notes.containsKey("hebb.golden.tolerance");
    boolean rounded = notes.containsKey("hebb.precision");
    double most =
        tolerance.orElse(
            Math.max(
                stated ? loaded.metadata().tolerance() : USUAL,
                rounded ? measured(notes) + USUAL : 0));
    try (Side trainer = Side.hebb(model, Trainer.engine("verify --against"));
        Side exported = Side.onnx(file)) {
      Compared compared = new Parity(trainer, exported, most, !rounded).run();
      if (compared.same()) {
        return Check.ok(
            PARITY,
            "%s against the trainer, largest deviation %s of %s"
                .formatted(compared.inputs(), number(compared.largest()), number(most)));
      }
      return Check.failed(
          PARITY,
          compared
              .first()
              .map(Examiner::at)
              .orElseGet(() -> String.join("; ", compared.structure())),
          "Is this the model that the file was exported from?");
    }
  }

  // What rounding its weights did to it when it was exported.
  private static double measured(Map<String, String> notes) {
    try {
      double deviation = Double.parseDouble(notes.getOrDefault("hebb.proven.max_deviation", "0"));
      return deviation > 0 && deviation < 1 ? deviation : 0;
    } catch (NumberFormatException noNumber) {
      return 0;
    }
  }

  private static String at(Difference first) {
    return "the first node that differs is %s (%s), by %s"
        .formatted(first.node(), first.operator(), number(first.largest()));
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.1e", value);
  }
}
