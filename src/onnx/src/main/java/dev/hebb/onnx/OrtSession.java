package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Tensor;
import dev.hebb.runtime.engine.Engine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A printed model in ONNX Runtime, as every user of the file will run it. */
final class OrtSession implements AutoCloseable {
  private final OrtEnvironment environment = Engine.environment();
  private final ai.onnxruntime.OrtSession session;

  OrtSession(OnnxMl.ModelProto model) {
    try (ai.onnxruntime.OrtSession.SessionOptions options =
        new ai.onnxruntime.OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(model.toByteArray(), options);
    } catch (OrtException refused) {
      throw new ExportException("ONNX Runtime refuses it: " + refused.getMessage(), refused);
    }
  }

  Map<String, Tensor> run(Map<String, Tensor> inputs, List<String> outputs) {
    Map<String, OnnxTensorLike> fed = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
        fed.put(input.getKey(), tensor(input.getValue()));
      }
      Map<String, Tensor> results = new LinkedHashMap<>();
      try (ai.onnxruntime.OrtSession.Result result = session.run(fed)) {
        for (String output : outputs) {
          OnnxTensor tensor = (OnnxTensor) result.get(output).orElseThrow();
          results.put(output, tensor(tensor));
        }
      }
      return results;
    } catch (OrtException failed) {
      throw new ExportException("ONNX Runtime cannot run it: " + failed.getMessage(), failed);
    } finally {
      fed.values().forEach(OnnxTensorLike::close);
    }
  }

  /** The same call again and again, with inputs that stay where they are. */
  Call call(Map<String, Tensor> inputs) {
    Map<String, OnnxTensorLike> fed = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
        fed.put(input.getKey(), tensor(input.getValue()));
      }
      return new Call(session, fed);
    } catch (OrtException failed) {
      throw new ExportException("ONNX Runtime cannot run it: " + failed.getMessage(), failed);
    }
  }

  /** A call whose outputs nobody reads. */
  record Call(ai.onnxruntime.OrtSession session, Map<String, OnnxTensorLike> fed)
      implements AutoCloseable {
    void run() {
      try {
        session.run(fed).close();
      } catch (OrtException failed) {
        throw new ExportException("ONNX Runtime cannot run it: " + failed.getMessage(), failed);
      }
    }

    @Override
    public void close() {
      fed.values().forEach(OnnxTensorLike::close);
    }
  }

  private OnnxTensor tensor(Tensor tensor) throws OrtException {
    if (tensor.type() == DataType.UINT8) {
      return OnnxTensor.createTensor(
          environment, tensor.bytes(), tensor.dims(), OnnxJavaType.UINT8);
    }
    return tensor.type() == DataType.INT64
        ? OnnxTensor.createTensor(environment, tensor.bytes().asLongBuffer(), tensor.dims())
        : OnnxTensor.createTensor(environment, tensor.floats(), tensor.dims());
  }

  private static Tensor tensor(OnnxTensor tensor) {
    long[] dims = tensor.getInfo().getShape();
    if (tensor.getInfo().type == OnnxJavaType.INT64) {
      long[] values = new long[tensor.getLongBuffer().remaining()];
      tensor.getLongBuffer().get(values);
      return Tensor.of(values, dims);
    }
    float[] values = new float[tensor.getFloatBuffer().remaining()];
    tensor.getFloatBuffer().get(values);
    return Tensor.of(values, dims);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException ignored) {
      throw new ExportException("ONNX Runtime cannot close it: " + ignored.getMessage(), ignored);
    }
  }
}
