package dev.hebb.onnx;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import java.util.SplittableRandom;

/**
 * Models whose every number counts: no zero bias, no two gates alike; small enough that a
 * recurrence with linear gates, which multiplies its state by itself, does not run away.
 */
final class Models {
  private Models() {}

  static Model of(GraphSource source) {
    SplittableRandom random = new SplittableRandom(7);
    Weights weights = Weights.initial(source.graph(), 7);
    for (Param param : source.graph().params()) {
      float[] values = weights.get(param.name()).toFloats();
      boolean square = param.name().endsWith("moving_variance");
      for (int i = 0; i < values.length; i++) {
        float value = (float) random.nextDouble(0.05, 0.35) * (random.nextBoolean() ? 1 : -1);
        values[i] = square ? Math.abs(value) : value;
      }
      weights = weights.with(param.name(), Tensor.of(values, param.sizes()));
    }
    return new Model(source.graph(), weights);
  }
}
