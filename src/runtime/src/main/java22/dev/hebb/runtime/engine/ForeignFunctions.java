package dev.hebb.runtime.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtSession;
import java.lang.invoke.VarHandle;

/**
 * The way through the Foreign Function API. Sessions and tensors are those of ONNX Runtime's Java
 * classes; only the run goes past them, and leaves nothing for the garbage collector.
 */
final class ForeignFunctions implements Caller {
  static final OrtApi API = OrtApi.find();
  private static final VarHandle SESSION = Hidden.address(OrtSession.class);
  private static final VarHandle TENSOR = Hidden.address(OnnxTensorLike.class);

  @Override
  public Call call(OrtSession session, Tensors fed, Tensors pinned) {
    return new ForeignCall((long) SESSION.get(session), fed, pinned);
  }

  /** The address of ONNX Runtime's own tensor. */
  static long address(OnnxTensor tensor) {
    return (long) TENSOR.get((OnnxTensorLike) tensor);
  }
}
