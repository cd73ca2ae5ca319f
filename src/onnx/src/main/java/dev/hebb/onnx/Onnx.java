package dev.hebb.onnx;

import dev.hebb.graph.Model;
import dev.hebb.graph.WeightsFile;
import dev.hebb.onnx.in.OnnxModel;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** Writes ONNX files, and reads those of others, whole or their weights. */
public final class Onnx {
  private Onnx() {}

  /** Begins an export: {@code Onnx.export(model).to(path)}. */
  public static Export export(Model model) {
    return new Export(model, Opset.DEFAULT, List.of(), OptionalDouble.empty(), Form.USUAL);
  }

  /**
   * An ONNX file, whoever wrote it, as a network that is trained further and exported again.
   *
   * @throws dev.hebb.graph.FormatException when it is no ONNX file, or a damaged one
   */
  public static OnnxModel read(Path path) {
    return OnnxModel.read(path);
  }

  /**
   * The weights of an ONNX file, whoever wrote it, to start training from: {@code
   * Pretrained.of(network).from(Onnx.weights(path))}. Those are the initializers and constants that
   * convolutions, dense layers and normalisations read; those of recurrent nodes are left out.
   *
   * @throws dev.hebb.graph.FormatException when it is no ONNX file, has its weights in another
   *     file, or is quantized
   */
  public static WeightsFile weights(Path path) {
    return WeightsReader.read(path);
  }
}
