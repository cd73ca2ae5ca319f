package dev.hebb.runtime.engine;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** A way into ONNX Runtime: through JNI, or on JDK 22 and later through foreign functions. */
interface Caller {
  /** A run over these tensors, which stay open as long as it is used. */
  Call call(OrtSession session, Tensors fed, Tensors pinned) throws OrtException;
}
