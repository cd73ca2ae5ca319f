package dev.hebb.onnx.precision;

import ai.onnx.proto.OnnxMl;
import java.util.List;

/** As trained. */
public record Float32() implements Precision {
  @Override
  public String text() {
    return "float32";
  }

  @Override
  public boolean exact() {
    return true;
  }

  @Override
  public Rewritten rewrite(OnnxMl.ModelProto model, Runs runs) {
    return new Rewritten(model, List.of());
  }
}
