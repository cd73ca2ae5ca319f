package dev.hebb.training;

import dev.hebb.graph.Dim;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.Weights;
import dev.hebb.training.torch.TorchEngine;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a metric makes of answers that are there already, whoever gave them. */
final class Judgement {
  private static final String SAID = "said";
  private static final String WANTED = "wanted";
  private static final long ROWS = 1000; // at once

  private Judgement() {}

  static double figure(Metric metric, Tensor said, Tensor wanted) {
    GraphBuilder builder = new GraphBuilder(metric.name());
    Value prediction = builder.input(SAID, shape(said), said.type(), "");
    Value target = builder.input(WANTED, shape(wanted), wanted.type(), "");
    Outcome outcome = new Outcome(prediction, target, Optional.empty());
    Measure measure = metric.measure(outcome, new Scope(builder, metric.name()));
    List<Port> ports = new ArrayList<>();
    for (Value sum : measure.sums()) {
      ports.add(new Port("sum" + ports.size(), sum, ""));
    }
    Graph graph = builder.build(ports);
    List<double[]> sums = sums(graph, said, wanted);
    List<Double> figures = measure.figures().apply(sums);
    if (figures.size() != 1) {
      throw new TrainingException(
          "%s: expected a metric of one figure to judge by, got %s. Choose another, or an average of them."
              .formatted(metric.name(), measure.named(metric.name())));
    }
    return figures.get(0);
  }

  private static Shape shape(Tensor rows) {
    List<Dim> dims = new ArrayList<>(List.of(Dim.free("batch")));
    for (int axis = 1; axis < rows.dims().length; axis++) {
      dims.add(Dim.of("d" + axis, rows.dims()[axis]));
    }
    return new Shape(dims);
  }

  private static List<double[]> sums(Graph graph, Tensor said, Tensor wanted) {
    List<String> values = graph.outputs().stream().map(port -> port.value().name()).toList();
    List<double[]> sums = new ArrayList<>();
    long count = said.dims()[0];
    try (Engine.Session session =
        new TorchEngine().open(new Model(graph, new Weights(Map.of())), values)) {
      for (long from = 0; from < count; from += ROWS) {
        long to = Math.min(from + ROWS, count);
        Map<String, Tensor> out =
            session.run(Map.of(SAID, said.rows(from, to), WANTED, wanted.rows(from, to)));
        for (int i = 0; i < values.size(); i++) {
          FloatBuffer part = out.get(values.get(i)).floats();
          if (from == 0) {
            sums.add(new double[part.limit()]);
          }
          for (int k = 0; k < part.limit(); k++) {
            sums.get(i)[k] += part.get(k);
          }
        }
      }
    }
    return sums;
  }
}
