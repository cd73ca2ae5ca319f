package dev.hebb.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;

/** ONNX Runtime as its documentation shows it: nested arrays in and out, a tensor for each call. */
final class NaiveCall implements Call {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final boolean steps;

  NaiveCall(RuntimeModel model) throws OrtException {
    this.session = environment.createSession(model.file().toString());
    this.steps = model.dims().size() == 3;
  }

  @Override
  public float predict(float[] row) throws OrtException {
    Object nested = steps ? new float[][][] {column(row)} : new float[][] {row};
    try (OnnxTensor input = OnnxTensor.createTensor(environment, nested);
        OrtSession.Result result = session.run(Map.of("x", input))) {
      return ((float[][]) result.get(0).getValue())[0][0];
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }

  private static float[][] column(float[] row) {
    float[][] column = new float[row.length][1];
    for (int step = 0; step < row.length; step++) {
      column[step][0] = row[step];
    }
    return column;
  }
}
