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
  private final Gradient gradient;
  private final boolean cpu;
  private final Set<String> trained;
  private final Map<String, Cut> byOutput = new LinkedHashMap<>();
  private final Map<String, List<String>> kept = new HashMap<>();

  /** How the gradient is come by. */
  private enum Gradient {
    /** There is none. */
    NONE,
    /** By PyTorch's autograd, between the cuts. */
    AUTOGRAD,
    /** It is printed, all of it: every node is cut. */
    PRINTED
  }

  private Cuts(Gradient gradient, boolean cpu, List<String> trained) {
    this.gradient = gradient;
    this.cpu = cpu;
    this.trained = new LinkedHashSet<>(trained);
  }

  /** Where nothing is cut. */
  static Cuts none() {
    return new Cuts(Gradient.NONE, false, List.of());
  }

  /** Where autograd does what lies between, and these parameters are trained. */
  static Cuts autograd(boolean cpu, List<String> trained) {
    return new Cuts(Gradient.AUTOGRAD, cpu, trained);
  }

  /** Where there is no autograd. */
  static Cuts everywhere(boolean cpu) {
    return new Cuts(Gradient.PRINTED, cpu, List.of());
  }

  /** Whether this is computed on a CPU, for certain. */
  boolean cpu() {
    return cpu;
  }

  /** Whether a node may be cut that reads these beside what goes in. */
  boolean allow(List<String> expressions) {
    return gradient == Gradient.PRINTED
        || (gradient == Gradient.AUTOGRAD && trained.containsAll(expressions));
  }

  /** Whether nodes must keep what their derivative reads. */
  boolean everywhere() {
    return gradient == Gradient.PRINTED;
  }

  /** A value without its past. */
  String outside(String value) {
    return everywhere() ? value : "torch.detach(" + value + ")";
  }

  /** What comes out of a cut: a value at which a new past begins. */
  String leaf(String value) {
    return everywhere() ? value : "torch.requires_grad_(%s)".formatted(value);
  }

  /** A node that puts out this value is cut. */
  void add(String output, Cut cut) {
    byOutput.put(output, cut);
  }

  /** The cut that puts out this value; null where there is none. */
  Cut of(String output) {
    return byOutput.get(output);
  }

  /** What the derivative of the node that puts out this value will read. */
  void keep(String output, String... variables) {
    kept.put(output, List.of(variables));
  }

  /** What was kept. */
  List<String> kept(String output) {
    return kept.getOrDefault(output, List.of());
  }

  /** In the order of the graph. */
  List<Cut> all() {
    return new ArrayList<>(byOutput.values());
  }

  /** The trained parameters and leaves that each value is made of, up to the cuts before it. */
  Map<String, Set<String>> origins(Graph graph, Names names) {
    Map<String, Set<String>> origins = new HashMap<>();
    graph.params().forEach(param -> origins.put(param.name(), own(names.of(param.name()))));
    for (Node node : graph.nodes()) {
      Cut cut = byOutput.get(node.outputs().get(0).name());
      Set<String> own = cut == null ? union(node.inputs(), origins) : Set.of(cut.leaf());
      node.outputs().forEach(value -> origins.put(value.name(), own));
    }
    return origins;
  }

  private Set<String> own(String expression) {
    return trained.contains(expression) ? Set.of(expression) : Set.of();
  }

  /** Of several values. */
  static Set<String> union(Iterable<String> values, Map<String, Set<String>> origins) {
    Set<String> union = new LinkedHashSet<>();
    values.forEach(value -> union.addAll(origins.getOrDefault(value, Set.of())));
    return union;
  }
}
