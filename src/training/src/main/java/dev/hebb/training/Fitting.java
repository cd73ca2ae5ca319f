package dev.hebb.training;

import dev.hebb.graph.Engine;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.torch.TorchEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures the parameters that are statistics of the training data, such as a scaler's. */
final class Fitting {
  private Fitting() {}

  /** The model with those parameters measured; in the graph's order, since one may feed another. */
  static Model fit(Model model, Dataset training) {
    Model fitted = model;
    for (Param param : model.graph().params()) {
      if (param.initializer() instanceof Initializer.Fitted measured) {
        float[] seen = values(fitted, measured.of(), training);
        float[] statistic = measured.statistic().of(seen, Math.toIntExact(param.size()));
        fitted =
            new Model(
                fitted.graph(),
                fitted.weights().with(param.name(), Tensor.of(statistic, param.sizes())),
                fitted.notes());
      }
    }
    return fitted;
  }

  private static float[] values(Model model, String value, Dataset training) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (int i = 0; i < training.inputs().size(); i++) {
      inputs.put(model.graph().inputs().get(i).name(), training.inputs().get(i));
    }
    if (inputs.containsKey(value)) {
      return inputs.get(value).toFloats();
    }
    try (Engine.Session session = new TorchEngine().open(model, List.of(value))) {
      return session.run(inputs).get(value).toFloats();
    }
  }
}
