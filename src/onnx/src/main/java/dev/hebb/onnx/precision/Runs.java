package dev.hebb.onnx.precision;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Samples;
import dev.hebb.graph.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs printed models over samples. */
@FunctionalInterface
public interface Runs {
  /**
   * Batch by batch.
   *
   * @param samples one after the other; each may be of another size
   * @param outputs of the model, whose values are seen by their names
   */
  void over(
      OnnxMl.ModelProto model,
      List<Samples> samples,
      List<String> outputs,
      Consumer<Map<String, Tensor>> seen);
}
