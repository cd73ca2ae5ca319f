package dev.hebb.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.Provider;
import dev.hebb.runtime.SessionOptions;
import org.junit.jupiter.api.Test;

/** What ONNX Runtime says on machines that the tests do not have. */
class OrtMessageTest {
  @Test
  void operatorsThatNobodyButTheProcessorComputes() {
    SessionOptions how = Predictor.with().on(Provider.TENSORRT, Provider.CUDA).session();
    String said =
        "This session contains graph nodes that are assigned to the default CPU EP, but fallback to CPU EP has been explicitly disabled by the user.";
    OrtException cause = new OrtException(OrtException.OrtErrorCode.ORT_FAIL, said);
    assertThat(OrtMessage.loading("m.onnx", "1.29.0", how, cause))
        .hasMessage(
            "m.onnx: has operators that TensorRT and CUDA cannot compute (ONNX Runtime 1.29.0: \"%s\"). Open with .on(Provider.TENSORRT, Provider.CUDA, Provider.CPU) to leave those to the processor.",
            said)
        .hasCause(cause);
  }
}
