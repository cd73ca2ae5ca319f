package dev.hebb.cli.file;

import dev.hebb.cli.report.Cell;
import dev.hebb.onnx.Onnx;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The shapes that follow from a file, where it does not say them. */
final class Shapes {
  private Shapes() {}

  /**
   * By the names of values; none where the file has operators that are not read.
   *
   * @param path of an ONNX file
   */
  static Map<String, String> of(Path path) {
    Map<String, String> shapes = new HashMap<>();
    try {
      Onnx.read(path)
          .graph()
          .values()
          .forEach(
              (name, value) -> shapes.put(name, Cell.of(Border.lengths(value.shape())).text()));
    } catch (RuntimeException unread) {
      return Map.of();
    }
    return shapes;
  }
}
