package dev.hebb.cli.export;

import dev.hebb.cli.predict.CsvInput;
import dev.hebb.cli.report.UsageException;
import dev.hebb.onnx.Export;
import dev.hebb.onnx.precision.Calibration;
import dev.hebb.onnx.precision.Precision;
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
      paramLabel = "TABLE",
      description =
          "With int8-static: a table of some hundred rows like those that the file will be fed.")
  private Optional<Path> calibrate;

  @Option(
      names = "--calibration",
      paramLabel = "C",
      defaultValue = "min-max",
      description = "With int8-static: ${COMPLETION-CANDIDATES} (99.99); ${DEFAULT-VALUE}.")
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
   * @param lengths of free axes, for the rows of tables
   */
  public Export on(Export export, FormOptions lengths) {
    SampleTables tables = new SampleTables(export.model(), lengths.lengths());
    Export precise =
        switch (precision) {
          case FP32 -> export;
          case FP16 -> export.precision(Precision.float16());
          case INT8_DYNAMIC -> export.precision(Precision.dynamicInt8());
          case INT8_STATIC -> {
            Path table =
                calibrate.orElseThrow(
                    () ->
                        new UsageException(
                            "--precision int8-static: expected rows to calibrate by, got none. Add --calibrate TABLE."));
            yield export.precision(
                Precision.staticInt8(tables.read(table(table), false))
                    .calibration(calibration.calibration()));
          }
        };
    if (calibrate.isPresent() && precision != Kind.INT8_STATIC) {
      throw new UsageException(
          "--calibrate goes with --precision int8-static. Add it, or leave it out.");
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
    return new CsvInput(path, ',', true, List.of());
  }
}
