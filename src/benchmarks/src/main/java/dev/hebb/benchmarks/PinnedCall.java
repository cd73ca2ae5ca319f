package dev.hebb.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime as its experts write it: direct buffers, pinned output, maps built once. */
final class PinnedCall implements Call {
  private final OrtSession.SessionOptions options;
  private final OrtSession session;
  private final FloatBuffer in;
  private final FloatBuffer out;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;

  PinnedCall(RuntimeModel model) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    this.options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    this.session = environment.createSession(model.file().toString(), options);
    this.in = direct(model.length());
    this.out = direct(1);
    this.inputs = Map.of("x", OnnxTensor.createTensor(environment, in, model.shape()));
    this.outputs = Map.of("y", OnnxTensor.createTensor(environment, out, new long[] {1, 1}));
  }

  @Override
  public float predict(float[] row) throws OrtException {
    in.put(0, row);
    session.run(inputs, outputs);
    return out.get(0);
  }

  @Override
  public void close() throws OrtException {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
    session.close();
    options.close();
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
