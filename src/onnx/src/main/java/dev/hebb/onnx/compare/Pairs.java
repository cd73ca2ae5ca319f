package dev.hebb.onnx.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which value of one model is which of the other.
 *
 * @param of the second model's name of a value, by the first's, in the order of the first
 * @param structure where the models have other nodes, a line each
 */
record Pairs(Map<String, String> of, List<String> structure) {
  /**
   * By name where they have most names in common; by place where the operators are the same in the
   * same order; else the outputs alone.
   */
  static Pairs of(Side a, Side b) {
    List<String> left = values(a);
    Set<String> right = new LinkedHashSet<>(values(b));
    List<String> common = left.stream().filter(right::contains).toList();
    boolean outputs = new LinkedHashSet<>(b.outputs()).equals(new LinkedHashSet<>(a.outputs()));
    if (2 * common.size() > Math.min(left.size(), right.size())) {
      Map<String, String> pairs = new LinkedHashMap<>();
      common.forEach(name -> pairs.put(name, name));
      // The nodes of a model that is not written yet are none of a file's.
      boolean files = a instanceof OnnxSide && b instanceof OnnxSide;
      return new Pairs(pairs, files ? byName(a, b) : List.of());
    }
    if (operators(a).equals(operators(b))) {
      Map<String, String> pairs = new LinkedHashMap<>();
      for (int i = 0; i < a.steps().size(); i++) {
        zip(a.steps().get(i).outputs(), b.steps().get(i).outputs(), pairs);
      }
      return new Pairs(pairs, List.of());
    }
    Map<String, String> pairs = new LinkedHashMap<>();
    if (outputs) {
      a.outputs().forEach(name -> pairs.put(name, name));
    } else {
      zip(a.outputs(), b.outputs(), pairs);
    }
    return new Pairs(
        pairs,
        List.of(
            "other nodes: %s in %s, %s in %s; only the outputs are compared"
                .formatted(a.steps().size(), a.name(), b.steps().size(), b.name())));
  }

  private static void zip(List<String> left, List<String> right, Map<String, String> pairs) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      pairs.put(left.get(i), right.get(i));
    }
  }

  private static List<String> values(Side side) {
    return side.steps().stream().flatMap(step -> step.outputs().stream()).toList();
  }

  private static List<String> operators(Side side) {
    return side.steps().stream().map(Step::operator).toList();
  }

  private static List<String> byName(Side a, Side b) {
    Map<String, String> left = named(a);
    Map<String, String> right = named(b);
    List<String> lines = new ArrayList<>(only(a.name(), left, right));
    lines.addAll(only(b.name(), right, left));
    left.forEach(
        (name, operator) -> {
          String other = right.getOrDefault(name, operator);
          if (!other.equals(operator)) {
            lines.add(
                "%s: %s in %s, %s in %s".formatted(name, operator, a.name(), other, b.name()));
          }
        });
    return lines;
  }

  // By operator: "79 Cast, the first ...".
  private static List<String> only(
      String file, Map<String, String> there, Map<String, String> other) {
    Map<String, List<String>> nodes = new LinkedHashMap<>();
    there.forEach(
        (name, operator) -> {
          if (!other.containsKey(name)) {
            nodes.computeIfAbsent(operator, none -> new ArrayList<>()).add(name);
          }
        });
    List<String> lines = new ArrayList<>();
    nodes.forEach(
        (operator, names) ->
            lines.add(
                names.size() == 1
                    ? "only in %s: %s (%s)".formatted(file, names.get(0), operator)
                    : "only in %s: %s nodes of %s, the first %s"
                        .formatted(file, names.size(), operator, names.get(0))));
    return lines;
  }

  private static Map<String, String> named(Side side) {
    Map<String, String> named = new LinkedHashMap<>();
    side.steps().forEach(step -> named.put(step.name(), step.operator()));
    return named;
  }
}
