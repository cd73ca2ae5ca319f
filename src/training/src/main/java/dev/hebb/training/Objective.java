package dev.hebb.training;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Regularizer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A network's graph grown by its targets, its loss and its metrics, which become the outputs.
 *
 * @param graph inputs: those of the network, then a target for each of its outputs
 * @param figures names of the first outputs: {@code loss}, then the metrics
 * @param counts for each of them the output that says how much of a batch it is the mean of; -1: of
 *     all its rows
 * @param targets the targets, each under the name of its output
 */
record Objective(Graph graph, List<String> figures, List<Integer> counts, List<Port> targets) {
  /** Several outputs: their losses are added, their metrics named after them. */
  static Objective of(Graph network, Loss loss, List<Metric> metrics) {
    GraphBuilder builder = GraphBuilder.of(network);
    List<Port> outputs = new ArrayList<>();
    List<String> figures = new ArrayList<>(List.of("loss"));
    List<Port> targets = new ArrayList<>();
    List<Optional<Value>> counts = new ArrayList<>(List.of(Optional.empty()));
    Value total = null;
    boolean several = network.outputs().size() > 1;
    for (Port output : network.outputs()) {
      Output wanted = loss.target(output.value());
      Value given = builder.input("target/" + output.name(), wanted.shape(), wanted.type(), "");
      targets.add(new Port(output.name(), given, ""));
      Value target = withoutPadding(given, scope(builder, "target", output.name()));
      Value part =
          lower(
              loss.name(),
              network,
              output,
              scope(builder, "loss", output.name()),
              scope -> Places.meanOfAll(loss.lower(output.value(), target, scope), scope));
      total =
          total == null ? part : new Scope(builder, "loss").arithmetic(Operator.ADD, total, part);
      for (Metric metric : metrics) {
        String name = several ? output.name() + "_" + metric.name() : metric.name();
        figures.add(name);
        counts.add(Places.count(output.value(), scope(builder, "count", name)));
        outputs.add(
            Port.of(
                lower(
                    metric.name(),
                    network,
                    output,
                    scope(builder, "metric", name),
                    scope ->
                        Places.meanOfAll(metric.lower(output.value(), target, scope), scope))));
      }
    }
    outputs.add(0, Port.of(priced(total, network, builder)));
    List<Integer> places = new ArrayList<>();
    for (Optional<Value> count : counts) {
      places.add(count.isPresent() ? outputs.size() : -1);
      count.ifPresent(value -> outputs.add(Port.of(value)));
    }
    return new Objective(builder.build(outputs), figures, places, targets);
  }

  // Whatever stands where rows are padded: no class, too large a number.
  private static Value withoutPadding(Value target, Scope scope) {
    Value filled = target;
    for (int axis = 1; axis < target.shape().rank(); axis++) {
      filled = scope.fillPadding(filled, axis, 0);
    }
    return filled;
  }

  private static Scope scope(GraphBuilder builder, String what, String name) {
    return new Scope(builder, what + "/" + name);
  }

  private static Value lower(
      String what, Graph network, Port output, Scope scope, Function<Scope, Value> lowering) {
    try {
      return lowering.apply(scope);
    } catch (DeclarationException misfit) {
      throw new TrainingException(
          "%s: %s of output \"%s\": %s"
              .formatted(network.name(), what, output.name(), misfit.getMessage()),
          misfit);
    }
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
