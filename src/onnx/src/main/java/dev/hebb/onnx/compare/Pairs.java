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
  private static final int MOST = 20;

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
    List<String> lines = new ArrayList<>();
    left.forEach(
        (name, operator) -> {
          String other = right.getOrDefault(name, "");
          if (other.isEmpty()) {
            lines.add("only in %s: %s (%s)".formatted(a.name(), name, operator));
          } else if (!other.equals(operator)) {
            lines.add(
                "%s: %s in %s, %s in %s".formatted(name, operator, a.name(), other, b.name()));
          }
        });
    right.forEach(
        (name, operator) -> {
          if (!left.containsKey(name)) {
            lines.add("only in %s: %s (%s)".formatted(b.name(), name, operator));
          }
        });
    if (lines.size() <= MOST) {
      return lines;
    }
    List<String> some = new ArrayList<>(lines.subList(0, MOST));
    some.add("and %s more".formatted(lines.size() - MOST));
    return some;
  }

  private static Map<String, String> named(Side side) {
    Map<String, String> named = new LinkedHashMap<>();
    side.steps().forEach(step -> named.put(step.name(), step.operator()));
    return named;
  }
}
