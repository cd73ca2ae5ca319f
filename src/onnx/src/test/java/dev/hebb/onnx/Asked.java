package dev.hebb.onnx;

import dev.hebb.graph.Engine;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.runtime.Predictor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What trainer and runtime say of numbers drawn. */
final class Asked {
  private Asked() {}

  static Tensor random(long seed, long... dims) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[Math.toIntExact(Tensor.elements(dims))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return Tensor.of(values, dims);
  }

  static float[] trained(Model model, Tensor x) {
    String value = model.graph().outputs().get(0).value().name();
    try (Engine.Session session = Engine.find().orElseThrow().open(model, List.of(value))) {
      return session.run(Map.of("input", x)).get(value).toFloats();
    }
  }

  static float[] exported(Path file, Tensor x, int outputs) {
    int rows = (int) x.dims()[0];
    try (Predictor predictor =
        Predictor.with().batch(rows).dim("time", (int) x.dims()[1]).open(file)) {
      predictor.input().put(x.toFloats());
      predictor.run();
      float[] values = new float[rows * outputs];
      for (int i = 0; i < values.length; i++) {
        values[i] = predictor.output().get(i);
      }
      return values;
    }
  }
}
