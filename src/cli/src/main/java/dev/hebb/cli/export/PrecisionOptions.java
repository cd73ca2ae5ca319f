package dev.hebb.cli.export;

import dev.hebb.cli.file.PictureFile;
import dev.hebb.cli.predict.CsvInput;
import dev.hebb.cli.report.ToolException;
import dev.hebb.cli.report.UsageException;
import dev.hebb.graph.Samples;
import dev.hebb.onnx.Export;
import dev.hebb.onnx.precision.Calibration;
import dev.hebb.onnx.precision.Precision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the numbers of a file are kept, and what it must still be able to do. */
public final class PrecisionOptions {
  /** How numbers are kept. */
  enum Kind {
    FP32,
    FP16,
    INT8_DYNAMIC,
    INT8_STATIC;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How far numbers reach that a file keeps. */
  enum Reach {
    MIN_MAX,
    PERCENTILE,
    ENTROPY;

    private Calibration calibration() {
      return switch (this) {
        case MIN_MAX -> Calibration.minMax();
        case PERCENTILE -> Calibration.percentile(99.99);
        case ENTROPY -> Calibration.entropy();
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "fp32",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE}.")
  private Kind precision;

  @Option(
      names = "--calibrate",
      paramLabel = "TABLE|FOLDER",
      description =
          "With int8-static: some hundred rows like those that the file will be fed; or a folder of pictures, or of folders of them, that are read as training read its own. Of more than 500 pictures 500 are taken.")
  private Optional<Path> calibrate;

  @Option(
      names = "--scale",
      paramLabel = "F",
      description =
          "With --calibrate FOLDER: what each number of a picture, 0 to 255, is multiplied with; if not said, what the file says of training.")
  private Optional<Double> scale;

  @Option(
      names = "--calibration",
      paramLabel = "C",
      defaultValue = "min-max",
      description =
          "With int8-static, how far numbers reach: ${COMPLETION-CANDIDATES}; percentile is 99.99; ${DEFAULT-VALUE}.")
  private Reach calibration;

  @Option(
      names = "--gate",
      paramLabel = "METRIC=MOST",
      description =
          "Write no file whose metric is worse by more than that, such as accuracy=0.01: ${COMPLETION-CANDIDATES}. Needs --held.")
  private Map<Metric, Double> gates = Map.of();

  @Option(
      names = "--held",
      paramLabel = "TABLE",
      description =
          "With --gate: rows that were not trained on, and behind what is fed what is wanted: a class, or the numbers of the output.")
  private Optional<Path> held;

  /**
   * The export with all of that.
   *
   * @param form the lengths of free axes, for tables and pictures
   */
  public Export on(Export export, FormOptions form) {
    Axes axes = new Axes(export.model(), form.lengths());
    SampleTables tables = new SampleTables(axes);
    Export precise =
        switch (precision) {
          case FP32 -> export;
          case FP16 -> export.precision(Precision.float16());
          case INT8_DYNAMIC -> export.precision(Precision.dynamicInt8());
          case INT8_STATIC -> {
            Path from =
                calibrate.orElseThrow(
                    () ->
                        new UsageException(
                            "--precision int8-static: expected rows to calibrate by, got none. Add --calibrate with a table or a folder of pictures."));
            List<Samples> rows =
                Files.isDirectory(from)
                    ? new PictureSamples(axes, form.rows(), scale).read(new PictureFolder(from))
                    : List.of(tables.read(table(from), false));
            yield export.precision(
                Precision.staticInt8(rows).calibration(calibration.calibration()));
          }
        };
    if (calibrate.isPresent() && precision != Kind.INT8_STATIC) {
      throw new UsageException(
          "--calibrate goes with --precision int8-static. Add it, or leave it out.");
    }
    if (scale.isPresent() && calibrate.filter(Files::isDirectory).isEmpty()) {
      throw new UsageException(
          "--scale goes with --calibrate and a folder of pictures. Add it, or leave it out.");
    }
    if (gates.isEmpty() == held.isPresent()) {
      throw new UsageException("--gate and --held go together. Give both, or neither.");
    }
    for (Map.Entry<Metric, Double> gate : gates.entrySet()) {
      precise =
          precise.gate(
              gate.getKey().judge(), tables.read(table(held.orElseThrow()), true), gate.getValue());
    }
    return precise;
  }

  private static CsvInput table(Path path) {
    if (PictureFile.is(path)) {
      throw new ToolException(
          "%s: expected a table or a folder of pictures, got one picture. Give its folder."
              .formatted(path.getFileName()));
    }
    return new CsvInput(path, ',', true, List.of());
  }
}
