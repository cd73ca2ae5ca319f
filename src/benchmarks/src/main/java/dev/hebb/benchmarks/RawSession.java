package dev.hebb.benchmarks;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.HashMap;
import java.util.Map;

/**
 * A session of ONNX Runtime itself.
 *
 * @param states the output that the next call is fed, by input; none but in a stream
 */
record RawSession(
    OrtEnvironment environment, OrtSession session, long batch, Map<String, String> states) {
  private static final String STATE = "hebb.stream.state.";

  static RawSession open(ServedFile model, OrtSession.SessionOptions options) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    String file = (model.stream() ? model.step() : model.window()).toString();
    OrtSession session = environment.createSession(file, options);
    Map<String, String> states = new HashMap<>();
    session
        .getMetadata()
        .getCustomMetadata()
        .forEach(
            (key, value) -> {
              if (key.startsWith(STATE)) {
                states.put(key.substring(STATE.length()), value);
              }
            });
    return new RawSession(environment, session, model.what().batch(), states);
  }

  /** The one input, or output, that is no state. */
  String port(Map<String, NodeInfo> all) {
    return all.keySet().stream()
        .filter(name -> !states.containsKey(name) && !states.containsValue(name))
        .findFirst()
        .orElseThrow();
  }

  /** The sizes, free ones those of the batch. */
  long[] dims(NodeInfo port) {
    long[] dims = ((TensorInfo) port.getInfo()).getShape();
    for (int i = 0; i < dims.length; i++) {
      dims[i] = dims[i] < 0 ? batch : dims[i];
    }
    return dims;
  }
}
