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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    Optional<String> lengths = lengths(model.graph().values().get(value).shape());
    List<String> wanted = Stream.concat(Stream.of(value), lengths.stream()).toList();
    try (Engine.Session session = new TorchEngine().open(model, wanted)) {
      Parts.each(
          training,
          part -> {
            Map<String, Tensor> named = new LinkedHashMap<>();
            for (int i = 0; i < inputs.size(); i++) {
              named.put(inputs.get(i), part.get(i));
            }
            Map<String, Tensor> got = session.run(named);
            Tensor numbers = got.get(value);
            lengths.ifPresentOrElse(
                rows -> addRows(numbers, got.get(rows).toLongs(), statistics),
                () -> statistics.add(numbers.floats()));
          });
    }
  }

  // Where rows are padded along their first axis, each up to its end.
  private static Optional<String> lengths(Shape shape) {
    return shape.dim(1).size() instanceof Size.Symbol time && !time.lengths().isEmpty()
        ? Optional.of(time.lengths())
        : Optional.empty();
  }

  private static void addRows(Tensor numbers, long[] lengths, RunningStatistics statistics) {
    long[] row = Arrays.copyOfRange(numbers.dims(), 1, numbers.dims().length);
    for (int i = 0; i < lengths.length; i++) {
      statistics.add(numbers.rows(i, i + 1).reshaped(row).rows(0, lengths[i]).floats());
    }
  }
}
