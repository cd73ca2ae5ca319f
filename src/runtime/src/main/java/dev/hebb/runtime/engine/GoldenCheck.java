package dev.hebb.runtime.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hebb.runtime.Element;
import dev.hebb.runtime.PredictorException;
import java.nio.Buffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the golden vectors of a file again, at their own sizes, and compares.
 *
 * <p>The deviation of a value is its distance from the expected one, divided by the larger of 1 and
 * the expected value.
 */
public final class GoldenCheck {
  private final Engine engine;
  private final Metadata metadata;
  private final List<Declared> inputs;
  private final List<Declared> outputs;

  public GoldenCheck(Engine engine, Metadata metadata) {
    this.engine = engine;
    this.metadata = metadata;
    this.inputs = engine.inputs();
    this.outputs = engine.outputs();
  }

  /**
   * The largest deviation of all golden vectors.
   *
   * @throws PredictorException when it is more than the file's tolerance
   */
  public double run() {
    double largest = 0;
    for (int index = 0; index < metadata.goldenCount(); index++) {
      largest = Math.max(largest, run(Golden.of(index, metadata)));
    }
    return largest;
  }

  private double run(Golden golden) {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (Declared input : inputs) {
        tensors.put(input.name(), tensor(golden, input));
      }
      try (OrtSession.Result result = engine.run(tensors)) {
        double largest = 0;
        for (int i = 0; i < outputs.size(); i++) {
          Buffer got = values((OnnxTensor) result.get(i), outputs.get(i).type());
          largest = Math.max(largest, compare(golden, outputs.get(i), got));
        }
        return largest;
      }
    } catch (OrtException e) {
      throw new PredictorException(
          metadata.file(),
          "%s cannot be run (ONNX Runtime %s: \"%s\"). Export it again."
              .formatted(golden, engine.version(), OrtMessage.text(e)),
          e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(Golden golden, Declared input) throws OrtException {
    return engine.tensor(input.type(), golden.inputValues(input), golden.sizes(input));
  }

  private double compare(Golden golden, Declared output, Buffer got) {
    Buffer expected = golden.values(output);
    if (got.limit() != expected.limit()) {
      throw new PredictorException(
          metadata.file(),
          "%s: output \"%s\" has %s, expected %s. Export it again."
              .formatted(
                  golden, output.name(), output.type().count(got.limit()), expected.limit()));
    }
    double largest = 0;
    int worst = 0;
    for (int i = 0; i < got.limit(); i++) {
      double deviation = deviation(output.type().number(got, i), output.type().number(expected, i));
      if (deviation > largest) {
        largest = deviation;
        worst = i;
      }
    }
    if (!(largest <= metadata.tolerance())) { // so that a tolerance of NaN lets nothing pass
      throw new PredictorException(
          metadata.file(),
          "%s: output \"%s\" at %s: expected %s, got %s from ONNX Runtime %s, tolerance %s. Export it again."
              .formatted(
                  golden,
                  output.name(),
                  worst,
                  output.type().text(output.type().number(expected, worst)),
                  output.type().text(output.type().number(got, worst)),
                  engine.version(),
                  metadata.tolerance()));
    }
    return largest;
  }

  /** How far a value is from the expected one. */
  public static double deviation(double got, double expected) {
    if (Double.compare(got, expected) == 0) {
      return 0;
    }
    double deviation = Math.abs(got - expected) / Math.max(1, Math.abs(expected));
    return Double.isNaN(deviation) ? Double.POSITIVE_INFINITY : deviation;
  }

  private static Buffer values(OnnxTensor tensor, Element type) {
    return type.view(tensor.getByteBuffer().order(ByteOrder.nativeOrder()));
  }
}
