package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Regularizer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Output;
import dev.hebb.training.torch.TrainingModule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Writes a network's {@link Objective} down. */
final class ObjectiveWriter {
  private final Graph network;
  private final Goal goal;
  private final GraphBuilder builder;
  private final List<Port> targets = new ArrayList<>();
  private final List<Port> weights = new ArrayList<>();
  private final List<Value> losses = new ArrayList<>();
  private final List<Value> sums = new ArrayList<>();
  private final List<Objective.Shown> watched = new ArrayList<>();
  private final Set<String> names = new TreeSet<>();
  private Optional<Value> total = Optional.empty();

  ObjectiveWriter(Graph network, Goal goal) {
    this.network = network;
    this.goal = goal;
    this.builder = GraphBuilder.of(network);
    goal.check(network.name(), network.outputs().stream().map(Port::name).toList());
  }

  Objective write(List<Integer> ranks) {
    int outputs = network.outputs().size();
    if (ranks.size() > 1 && ranks.size() != outputs) {
      throw new TrainingException(
          "%s: expected weights for each of the %d outputs, or one for all, got %d. Give as many as there are targets."
              .formatted(network.name(), outputs, ranks.size()));
    }
    List<Value> given = network.outputs().stream().map(this::target).toList();
    for (int i = 0; i < ranks.size(); i++) {
      weights.add(weights(network.outputs().get(i), ranks.get(i)));
    }
    int shown = outputs > 1 ? 1 + outputs : 1;
    for (int i = 0; i < outputs; i++) {
      Optional<Value> counts =
          weights.isEmpty()
              ? Optional.empty()
              : Optional.of(weights.get(Math.min(i, weights.size() - 1)).value());
      output(network.outputs().get(i), given.get(i), counts, shown);
    }
    List<String> figures = new ArrayList<>(List.of("loss"));
    List<Port> ports = new ArrayList<>(List.of(Port.of(priced(total.orElseThrow()))));
    if (outputs > 1) {
      network.outputs().forEach(output -> figures.add(output.name() + "_loss"));
      losses.forEach(loss -> ports.add(Port.of(loss)));
    }
    sums.forEach(sum -> ports.add(Port.of(sum)));
    Graph graph = Sharing.of(builder.build(ports), network.nodes().size());
    return new Objective(graph, targets, weights, figures, watched);
  }

  private Value target(Port output) {
    Output wanted =
        told(
            goal.loss(output.name()).name(),
            output,
            () -> goal.loss(output.name()).target(output.value()));
    Value given = builder.input("target/" + output.name(), wanted.shape(), wanted.type(), "");
    targets.add(new Port(output.name(), given, ""));
    return given;
  }

  private Port weights(Port output, int rank) {
    Shape shape = output.value().shape();
    if (rank > shape.rank()) {
      throw new TrainingException(
          "%s: weights for output \"%s\": expected at most an axis for each of %s, got %d. Give one weight a row."
              .formatted(network.name(), output.name(), shape.unpadded(), rank));
    }
    Shape places = new Shape(shape.dims().subList(0, rank));
    Value given = builder.input("weights/" + output.name(), places, DataType.FLOAT32, "");
    return new Port(output.name(), given, "");
  }

  private void output(Port output, Value given, Optional<Value> counts, int shown) {
    Value target = withoutPadding(given, scope("target", output.name()));
    Optional<Value> each =
        counts.map(value -> withoutPadding(value, scope("weights", output.name())));
    if (!goal.classWeights().isEmpty()) {
      Value byClass =
          told(
              "classWeights",
              output,
              () ->
                  ClassWeights.of(
                      goal.classWeights(),
                      output.value(),
                      target,
                      scope("class_weights", output.name())));
      each =
          Optional.of(
              each.map(value -> both(value, byClass, scope("weights", output.name())))
                  .orElse(byClass));
    }
    loss(output, target, each);
    for (Metric metric : goal.metrics(output.name())) {
      watch(metric, output, new Outcome(output.value(), target, Optional.empty()), shown);
    }
    for (Metric metric : goal.weightedMetrics()) {
      watch(metric, output, new Outcome(output.value(), target, each), shown);
    }
  }

  private static Value both(Value rows, Value places, Scope scope) {
    return rows.shape().rank() > places.shape().rank()
        ? both(places, rows, scope)
        : scope.arithmetic(Operator.MUL, Places.alike(rows, places, scope), places);
  }

  private void loss(Port output, Value target, Optional<Value> each) {
    Loss loss = goal.loss(output.name());
    Scope scope = scope("loss", output.name());
    Value mean =
        told(
            loss.name(),
            output,
            () -> Places.mean(loss.lower(output.value(), target, scope), each, scope));
    losses.add(mean);
    Value part =
        new Formula(scope).times(mean, goal.lossWeights().getOrDefault(output.name(), 1.0));
    total =
        Optional.of(
            total
                .map(sum -> scope("loss", "sum").arithmetic(Operator.ADD, sum, part))
                .orElse(part));
  }

  private void watch(Metric metric, Port output, Outcome outcome, int shown) {
    boolean several = network.outputs().size() > 1;
    String name = several ? output.name() + "_" + metric.name() : metric.name();
    Measure measure =
        told(metric.name(), output, () -> metric.measure(outcome, scope("metric", name)));
    watched.add(
        new Objective.Shown(
            unique(name, measure), measure, metric.higherIsBetter(), shown + sums.size()));
    sums.addAll(measure.sums());
  }

  // As in Keras, one of the same name is numbered.
  private String unique(String name, Measure measure) {
    String unique = name;
    for (int i = 1; !Collections.disjoint(names, measure.named(unique)); i++) {
      unique = name + "_" + i;
    }
    names.addAll(measure.named(unique));
    return unique;
  }

  // Whatever stands where rows are padded: no class, too large a number.
  private static Value withoutPadding(Value target, Scope scope) {
    Value filled = target;
    for (int axis = 1; axis < target.shape().rank(); axis++) {
      filled = scope.fillPadding(filled, axis, 0);
    }
    return filled;
  }

  private Scope scope(String what, String name) {
    return new Scope(builder, TrainingModule.EXACT + what + "/" + name);
  }

  private <T> T told(String what, Port output, Supplier<T> writing) {
    try {
      return writing.get();
    } catch (DeclarationException misfit) {
      throw new TrainingException(
          "%s: %s of output \"%s\": %s"
              .formatted(network.name(), what, output.name(), misfit.getMessage()),
          misfit);
    }
  }

  // As in Keras, what the weights cost is part of the loss, in training and in validation.
  private Value priced(Value loss) {
    Value priced = loss;
    for (Param param : network.params()) {
      Scope scope = scope("loss", param.name());
      for (Regularizer each : param.trainable() ? param.regularizers() : List.<Regularizer>of()) {
        priced = scope.arithmetic(Operator.ADD, priced, each.lower(param.value(), scope));
      }
    }
    return priced;
  }
}
