package dev.hebb.training.torch;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cuts of a graph, in its order, and what lies between them. */
final class Cuts {
  private final Set<String> trained;
  private final Map<String, Cut> byOutput = new LinkedHashMap<>();

  /** Where these parameters are trained, by how they are read. */
  Cuts(List<String> trained) {
    this.trained = new LinkedHashSet<>(trained);
  }

  /** Where nothing is cut. */
  static Cuts none() {
    return new Cuts(List.of());
  }

  /** Whether all of these are trained parameters themselves. */
  boolean areTrained(List<String> expressions) {
    return trained.containsAll(expressions);
  }

  /** A node that puts out this value is cut. */
  void add(String output, Cut cut) {
    byOutput.put(output, cut);
  }

  /** In the order of the graph. */
  List<Cut> all() {
    return new ArrayList<>(byOutput.values());
  }

  /** The trained parameters and leaves that each value is made of, up to the cuts before it. */
  Map<String, Set<String>> origins(Graph graph, Names names) {
    Map<String, Set<String>> origins = new HashMap<>();
    graph.params().forEach(param -> origins.put(param.name(), kept(names.of(param.name()))));
    for (Node node : graph.nodes()) {
      Cut cut = byOutput.get(node.outputs().get(0).name());
      Set<String> own = cut == null ? union(node.inputs(), origins) : Set.of(cut.leaf());
      node.outputs().forEach(value -> origins.put(value.name(), own));
    }
    return origins;
  }

  private Set<String> kept(String expression) {
    return trained.contains(expression) ? Set.of(expression) : Set.of();
  }

  /** Of several values. */
  static Set<String> union(Iterable<String> values, Map<String, Set<String>> origins) {
    Set<String> union = new LinkedHashSet<>();
    values.forEach(value -> union.addAll(origins.getOrDefault(value, Set.of())));
    return union;
  }
}
