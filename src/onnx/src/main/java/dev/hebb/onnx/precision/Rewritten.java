package dev.hebb.onnx.precision;

import ai.onnx.proto.OnnxMl;
import java.util.List;

/**
 * A model in another precision.
 *
 * @param kept what was left in float32, each with the reason
 */
public record Rewritten(OnnxMl.ModelProto model, List<String> kept) {
  public Rewritten {
    kept = List.copyOf(kept);
  }
}
