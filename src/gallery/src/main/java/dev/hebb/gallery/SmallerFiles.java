package dev.hebb.gallery;

import dev.hebb.onnx.Export;
import dev.hebb.onnx.ExportException;
import dev.hebb.onnx.Exported;
import dev.hebb.onnx.Onnx;
import dev.hebb.onnx.Quantized;
import dev.hebb.onnx.precision.Calibration;
import dev.hebb.onnx.precision.DynamicInt8;
import dev.hebb.onnx.precision.Precision;
import dev.hebb.onnx.precision.StaticInt8;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes models of the gallery with smaller numbers, and prints what that brings and costs. */
public final class SmallerFiles {
  private static final String ROW = "| %s | %s | %s | %s | %s |%n";

  private SmallerFiles() {}

  /**
   * Prints a table: bytes, a call with one row, the figure of held rows, each beside float32.
   *
   * @param arguments the folder of the kept models
   */
  public static void main(String[] arguments) throws IOException {
    Path models = Path.of(arguments[0]);
    PrintStream out = System.out;
    out.printf(ROW, "model", "precision", "bytes", "p50, µs", "figure");
    out.println("|---|---|---|---|---|");
    Path folder = Files.createTempDirectory("smaller");
    List<String> notes = new ArrayList<>();
    for (SmallerFile file : SmallerFile.all(models)) {
      boolean first = true;
      for (Precision precision : precisions(file)) {
        String name = file.name() + ", " + precision.text();
        try {
          Path path = folder.resolve("small.onnx");
          Quantized small = written(file, precision, path).quantized().orElseThrow();
          if (first) {
            out.printf(
                ROW,
                file.name(),
                "float32",
                "%,d".formatted(small.bytesBefore()),
                number(small.microsBefore()),
                file.figure(small.judged().get(0).before()));
          }
          first = false;
          out.printf(
              ROW,
              "",
              precision.text(),
              "%,d (%.2f)"
                  .formatted(small.bytesAfter(), (double) small.bytesAfter() / small.bytesBefore()),
              "%s (%.2f)"
                  .formatted(
                      number(small.microsAfter()), small.microsAfter() / small.microsBefore()),
              file.figure(small.judged().get(0).after()));
          small.kept().forEach(each -> notes.add(name + ": " + each));
          Files.delete(path);
        } catch (ExportException refused) {
          out.printf(ROW, "", precision.text(), "refused", "", "");
          notes.add(name + ": " + refused.getMessage());
        }
      }
    }
    Files.delete(folder);
    notes.forEach(out::println);
  }

  private static Exported written(SmallerFile file, Precision precision, Path path) {
    Export export = Onnx.export(file.model()).precision(precision);
    return export.gate(file.judge(), file.held(), file.most()).to(path);
  }

  private static List<Precision> precisions(SmallerFile file) {
    StaticInt8 known = Precision.staticInt8(file.calibration());
    DynamicInt8 dynamic = Precision.dynamicInt8();
    return file.convolves()
        ? List.of(
            Precision.float16(),
            dynamic,
            known,
            known.calibration(Calibration.percentile(99.99)),
            known.calibration(Calibration.entropy()))
        : List.of(Precision.float16(), dynamic);
  }

  private static String number(double micros) {
    return String.format(Locale.ROOT, "%.1f", micros);
  }
}
