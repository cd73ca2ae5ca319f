package dev.hebb.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a network is trained towards, and what is watched.
 *
 * @param loss of every output that has none of its own
 * @param losses by the name of an output
 * @param lossWeights by the name of an output, what its loss is multiplied by in the sum; 1 if
 *     nothing is said
 * @param metrics of every output
 * @param outputMetrics by the name of an output, what is watched of it alone
 * @param weightedMetrics of every output, in which rows count by their weights
 * @param classWeights by class, how much a row of it counts in training; 1 if nothing is said
 */
public record Goal(
    Loss loss,
    Map<String, Loss> losses,
    Map<String, Double> lossWeights,
    List<Metric> metrics,
    Map<String, List<Metric>> outputMetrics,
    List<Metric> weightedMetrics,
    Map<Integer, Double> classWeights) {
  public Goal {
    losses = Map.copyOf(losses);
    lossWeights = Map.copyOf(lossWeights);
    metrics = List.copyOf(metrics);
    outputMetrics = Map.copyOf(outputMetrics);
    weightedMetrics = List.copyOf(weightedMetrics);
    classWeights = Map.copyOf(classWeights);
  }

  /** One loss, and nothing else. */
  public static Goal of(Loss loss) {
    return new Goal(loss, Map.of(), Map.of(), List.of(), Map.of(), List.of(), Map.of());
  }

  /** Another loss, of every output. */
  public Goal loss(Loss other) {
    return new Goal(
        other, Map.of(), lossWeights, metrics, outputMetrics, weightedMetrics, classWeights);
  }

  /** A loss for each output. */
  public Goal losses(Map<String, Loss> others) {
    return new Goal(
        loss, others, lossWeights, metrics, outputMetrics, weightedMetrics, classWeights);
  }

  /** What the losses of outputs are multiplied by. */
  public Goal lossWeights(Map<String, Double> others) {
    others.forEach((output, weight) -> notNegative("lossWeights", "\"" + output + "\"", weight));
    return new Goal(loss, losses, others, metrics, outputMetrics, weightedMetrics, classWeights);
  }

  /** What is watched. */
  public Goal metrics(List<Metric> others) {
    return new Goal(
        loss, losses, lossWeights, others, outputMetrics, weightedMetrics, classWeights);
  }

  /** What is watched of single outputs. */
  public Goal metrics(Map<String, List<Metric>> others) {
    return new Goal(loss, losses, lossWeights, metrics, others, weightedMetrics, classWeights);
  }

  /** What is watched, in which rows count by their weights. */
  public Goal weightedMetrics(List<Metric> others) {
    return new Goal(loss, losses, lossWeights, metrics, outputMetrics, others, classWeights);
  }

  /** How much classes count. */
  public Goal classWeights(Map<Integer, Double> others) {
    others.forEach((label, weight) -> notNegative("classWeights", "class " + label, weight));
    return new Goal(loss, losses, lossWeights, metrics, outputMetrics, weightedMetrics, others);
  }

  private static void notNegative(String what, String whose, double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new TrainingException(
          "%s: expected a weight of at least 0, got %s for %s.".formatted(what, weight, whose));
    }
  }

  Loss loss(String output) {
    return losses.getOrDefault(output, loss);
  }

  List<Metric> metrics(String output) {
    List<Metric> all = new ArrayList<>(metrics);
    all.addAll(outputMetrics.getOrDefault(output, List.of()));
    return all;
  }

  /** The names of all losses, for notes: {@code mean_squared_error}. */
  String name() {
    if (losses.isEmpty()) {
      return loss.name();
    }
    Map<String, String> names = new LinkedHashMap<>();
    losses.keySet().stream().sorted().forEach(each -> names.put(each, losses.get(each).name()));
    return names.toString();
  }

  /** Whether all outputs that are named are there, and each has a loss. */
  void check(String network, List<String> outputs) {
    named(network, "losses", losses.keySet(), outputs, !losses.isEmpty());
    named(network, "lossWeights", lossWeights.keySet(), outputs, false);
    named(network, "metrics", outputMetrics.keySet(), outputs, false);
    if (!classWeights.isEmpty() && outputs.size() > 1) {
      throw new TrainingException(
          "%s: classWeights: expected a network with one output, got %s. Give the rows weights: Dataset.weights(...)."
              .formatted(network, outputs));
    }
  }

  private static void named(
      String network, String what, Set<String> names, List<String> outputs, boolean each) {
    Set<String> there = new LinkedHashSet<>(outputs);
    if (!there.containsAll(names) || (each && !names.containsAll(there))) {
      throw new TrainingException(
          "%s: %s: expected %s %s, got %s. Name the network's outputs."
              .formatted(
                  network,
                  what,
                  each ? "one for each of the outputs" : "names among the outputs",
                  outputs,
                  names.stream().sorted().toList()));
    }
  }
}
