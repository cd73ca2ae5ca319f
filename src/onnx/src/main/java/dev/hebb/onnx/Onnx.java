package dev.hebb.onnx;

import dev.hebb.graph.Model;
import java.util.List;

/** Writes ONNX files. */
public final class Onnx {
  private Onnx() {}

  /** Begins an export: {@code Onnx.export(model).to(path)}. */
  public static Export export(Model model) {
    return new Export(model, Opset.DEFAULT, List.of());
  }
}
