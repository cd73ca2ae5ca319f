package dev.hebb.training;

import dev.hebb.graph.Engine;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.RunningStatistics;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.training.data.Examples;
import dev.hebb.training.torch.TorchEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures the parameters that are statistics of the training data, such as a scaler's. */
final class Fitting {
  private Fitting() {}

  /**
   * The model with those parameters measured; in the graph's order, since one may feed another. A
   * run of them over the same value takes one pass through the data.
   */
  static Model fit(Model model, Examples training) {
    Model fitted = model;
    List<Param> run = new ArrayList<>();
    for (Param param : model.graph().params()) {
      if (param.initializer() instanceof Initializer.Fitted) {
        if (!run.isEmpty() && !alike(run.get(0), param)) {
          fitted = measured(fitted, run, training);
          run.clear();
        }
        run.add(param);
      }
    }
    return run.isEmpty() ? fitted : measured(fitted, run, training);
  }

  private static boolean alike(Param one, Param other) {
    return fitted(one).of().equals(fitted(other).of()) && one.size() == other.size();
  }

  private static Initializer.Fitted fitted(Param param) {
    return (Initializer.Fitted) param.initializer();
  }

  private static Model measured(Model model, List<Param> params, Examples training) {
    RunningStatistics seen = new RunningStatistics(Math.toIntExact(params.get(0).size()));
    add(model, fitted(params.get(0)).of(), training, seen);
    Weights weights = model.weights();
    for (Param param : params) {
      Tensor statistic = Tensor.of(seen.of(fitted(param).statistic()), param.sizes());
      weights = weights.with(param.name(), statistic);
    }
    return new Model(model.graph(), weights, model.notes());
  }

  private static void add(
      Model model, String value, Examples training, RunningStatistics statistics) {
    List<String> inputs = model.graph().inputs().stream().map(port -> port.name()).toList();
    int input = inputs.indexOf(value);
    if (input >= 0) {
      Parts.each(training, part -> statistics.add(part.get(input).floats()));
      return;
    }
    try (Engine.Session session = new TorchEngine().open(model, List.of(value))) {
      Parts.each(
          training,
          part -> {
            Map<String, Tensor> named = new LinkedHashMap<>();
            for (int i = 0; i < inputs.size(); i++) {
              named.put(inputs.get(i), part.get(i));
            }
            statistics.add(session.run(named).get(value).floats());
          });
    }
  }
}
