package dev.hebb.benchmarks;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hebb.graph.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * ONNX Runtime as its experts write it: direct buffers, pinned outputs, maps built once; a stream's
 * states in two sets of buffers that change places.
 */
final class PinnedCall implements Call {
  private final RawSession raw;
  private final boolean first;
  private final FloatBuffer in;
  private final FloatBuffer out;
  private Map<String, OnnxTensor> inputs = new HashMap<>();
  private Map<String, OnnxTensor> outputs = new HashMap<>();
  private Map<String, OnnxTensor> otherInputs = new HashMap<>();
  private Map<String, OnnxTensor> otherOutputs = new HashMap<>();
  private int calls;

  private PinnedCall(RawSession raw, boolean first) throws OrtException {
    this.raw = raw;
    this.first = first;
    Map<String, NodeInfo> fed = raw.session().getInputInfo();
    Map<String, NodeInfo> given = raw.session().getOutputInfo();
    String input = raw.port(fed);
    String output = raw.port(given);
    this.in = direct(raw.dims(fed.get(input)));
    this.out = direct(raw.dims(given.get(output)));
    inputs.put(input, tensor(in, fed.get(input)));
    outputs.put(output, tensor(out, given.get(output)));
    otherInputs.putAll(inputs);
    otherOutputs.putAll(outputs);
    for (Map.Entry<String, String> state : raw.states().entrySet()) {
      NodeInfo port = fed.get(state.getKey());
      OnnxTensor a = tensor(direct(raw.dims(port)), port);
      OnnxTensor b = tensor(direct(raw.dims(port)), port);
      inputs.put(state.getKey(), a);
      outputs.put(state.getValue(), b);
      otherInputs.put(state.getKey(), b);
      otherOutputs.put(state.getValue(), a);
    }
  }

  static Call open(ServedFile model) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return new PinnedCall(RawSession.open(model, options), true);
    }
  }

  private OnnxTensor tensor(FloatBuffer buffer, NodeInfo port) throws OrtException {
    return OnnxTensor.createTensor(raw.environment(), buffer, raw.dims(port));
  }

  private static FloatBuffer direct(long[] dims) {
    return ByteBuffer.allocateDirect((int) Tensor.elements(dims) * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public void predict(float[] from, float[] into) throws OrtException {
    if (raw.states().isEmpty()) {
      in.put(0, from);
    } else {
      in.put(0, from[calls++ % from.length]);
      Map<String, OnnxTensor> turned = inputs;
      inputs = otherInputs;
      otherInputs = turned;
      turned = outputs;
      outputs = otherOutputs;
      otherOutputs = turned;
    }
    raw.session().run(inputs, outputs);
    out.get(0, into);
  }

  @Override
  public Call another() throws OrtException {
    return new PinnedCall(raw, false);
  }

  @Override
  public void close() throws OrtException {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
    if (first) {
      raw.session().close();
    }
  }
}
