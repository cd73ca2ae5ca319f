package dev.hebb.training;

import dev.hebb.graph.Engine;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.RunningStatistics;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.training.data.Examples;
import dev.hebb.training.torch.TorchEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
    Shape shape = model.graph().values().get(value).shape();
    List<String> wanted =
        Stream.concat(
                Stream.of(value),
                shape.dims().stream().flatMap(dim -> dim.size().rowLengths().stream()))
            .distinct()
            .toList();
    try (Engine.Session session = new TorchEngine().open(model, wanted)) {
      Parts.each(
          training,
          part -> {
            Map<String, Tensor> named = new LinkedHashMap<>();
            for (int i = 0; i < inputs.size(); i++) {
              named.put(inputs.get(i), part.get(i));
            }
            add(session.run(named), value, shape, statistics);
          });
    }
  }

  private static void add(
      Map<String, Tensor> got, String value, Shape shape, RunningStatistics statistics) {
    Tensor numbers = got.get(value);
    if (got.size() == 1) {
      statistics.add(numbers.floats());
      return;
    }
    Map<String, long[]> lengths = new HashMap<>();
    got.keySet().stream()
        .filter(name -> !name.equals(value))
        .forEach(name -> lengths.put(name, got.get(name).toLongs()));
    int features = (int) numbers.dims()[shape.rank() - 1];
    for (int at = 0; at < numbers.size() / features; at++) {
      if (there(at, numbers.dims(), shape, lengths)) {
        statistics.add(numbers.floats().slice(at * features, features));
      }
    }
  }

  // Whether the features at a place are no padding.
  private static boolean there(int at, long[] dims, Shape shape, Map<String, long[]> lengths) {
    long row = at / Tensor.elements(Arrays.copyOfRange(dims, 1, dims.length - 1));
    long rest = at;
    for (int axis = dims.length - 2; axis >= 0; axis--) {
      Size.Symbol symbol = shape.dim(axis).size().ragged().orElse(null);
      if (symbol != null && axis > 0) {
        long length = lengths.get(symbol.lengths())[(int) row];
        long end = shape.dim(axis).size().at(Map.of(symbol.name(), length));
        if (rest % dims[axis] >= end) {
          return false;
        }
      } else if (symbol != null) { // Batch and time in one.
        long[] ends = lengths.get(symbol.lengths());
        long steps = dims[0] / ends.length;
        return row % steps < ends[(int) (row / steps)];
      }
      rest /= dims[axis];
    }
    return true;
  }
}
