package dev.hebb.benchmarks;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtUtil;
import dev.hebb.graph.Tensor;
import java.util.HashMap;
import java.util.Map;

/**
 * ONNX Runtime as its documentation shows it: nested arrays in and out, tensors for each call, and
 * the threads that it takes by itself.
 */
final class NaiveCall implements Call {
  private final RawSession raw;
  private final boolean first;
  private final String input;
  private final String output;
  private final long[] dims;
  private final Map<String, Object> states = new HashMap<>();
  private int calls;

  private NaiveCall(RawSession raw, boolean first) throws OrtException {
    this.raw = raw;
    this.first = first;
    Map<String, NodeInfo> fed = raw.session().getInputInfo();
    this.input = raw.port(fed);
    this.output = raw.port(raw.session().getOutputInfo());
    this.dims = raw.dims(fed.get(input));
    for (String state : raw.states().keySet()) {
      long[] sizes = raw.dims(fed.get(state));
      states.put(state, OrtUtil.reshape(new float[(int) Tensor.elements(sizes)], sizes));
    }
  }

  static Call open(ServedFile model) throws OrtException {
    return new NaiveCall(RawSession.open(model, new OrtSession.SessionOptions()), true);
  }

  @Override
  public void predict(float[] from, float[] into) throws OrtException {
    float[] now = states.isEmpty() ? from : new float[] {from[calls++ % from.length]};
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      inputs.put(input, OnnxTensor.createTensor(raw.environment(), OrtUtil.reshape(now, dims)));
      for (Map.Entry<String, Object> state : states.entrySet()) {
        inputs.put(state.getKey(), OnnxTensor.createTensor(raw.environment(), state.getValue()));
      }
      try (OrtSession.Result result = raw.session().run(inputs)) {
        float[][] rows = (float[][]) result.get(output).orElseThrow().getValue();
        for (int row = 0; row < rows.length; row++) {
          System.arraycopy(rows[row], 0, into, row * rows[row].length, rows[row].length);
        }
        for (Map.Entry<String, String> state : raw.states().entrySet()) {
          states.put(state.getKey(), result.get(state.getValue()).orElseThrow().getValue());
        }
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public Call another() throws OrtException {
    return new NaiveCall(raw, false);
  }

  @Override
  public void close() throws OrtException {
    if (first) {
      raw.session().close();
    }
  }
}
