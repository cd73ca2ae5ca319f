package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Regularizer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import java.util.ArrayList;
import java.util.List;

/**
 * A network's graph grown by its targets, its loss and its metrics, which become the outputs.
 *
 * @param graph inputs: those of the network, then a target for each of its outputs
 * @param figures names of the outputs: {@code loss}, then the metrics
 */
record Objective(Graph graph, List<String> figures) {
  /** Several outputs: their losses are added, their metrics named after them. */
  static Objective of(Graph network, Loss loss, List<Metric> metrics) {
    GraphBuilder builder = GraphBuilder.of(network);
    List<Port> outputs = new ArrayList<>();
    List<String> figures = new ArrayList<>(List.of("loss"));
    Value total = null;
    boolean several = network.outputs().size() > 1;
    for (Port output : network.outputs()) {
      Value target =
          builder.input("target/" + output.name(), output.value().shape(), DataType.FLOAT32, "");
      Value part = loss.lower(output.value(), target, new Scope(builder, "loss/" + output.name()));
      total =
          total == null ? part : new Scope(builder, "loss").arithmetic(Operator.ADD, total, part);
      for (Metric metric : metrics) {
        String name = several ? output.name() + "_" + metric.name() : metric.name();
        figures.add(name);
        outputs.add(
            Port.of(metric.lower(output.value(), target, new Scope(builder, "metric/" + name))));
      }
    }
    outputs.add(0, Port.of(priced(total, network, builder)));
    return new Objective(builder.build(outputs), figures);
  }

  // As in Keras, what the weights cost is part of the loss, in training and in validation.
  private static Value priced(Value loss, Graph network, GraphBuilder builder) {
    Value total = loss;
    for (Param param : network.params()) {
      Scope scope = new Scope(builder, "loss/" + param.name());
      for (Regularizer each : param.trainable() ? param.regularizers() : List.<Regularizer>of()) {
        total = scope.arithmetic(Operator.ADD, total, each.lower(param.value(), scope));
      }
    }
    return total;
  }
}
