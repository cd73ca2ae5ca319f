package dev.hebb.graph;

import dev.hebb.graph.op.BatchNormalization;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Random;
import dev.hebb.graph.op.Scan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a loop runs again and again, as a part of the graph around it: parameters, and what comes
 * out the same each time, are that graph's, and are read from outside.
 *
 * @param graph without parameters; what is fed anew each time comes first among its inputs
 * @param beside what the other inputs are, outside
 */
public record LoopBody(Graph graph, List<Value> beside) {
  public LoopBody {
    beside = List.copyOf(beside);
  }

  /**
   * Moves what is not the loop's own into the graph around.
   *
   * @param step a graph by itself, written at {@code prefix}
   * @param fed its inputs that are fed anew each time, in this order
   * @param beside what its other inputs are, outside, in their order
   */
  public static LoopBody of(
      Graph step, String prefix, List<Port> fed, List<Value> beside, Scope around) {
    Map<String, Value> outside = new LinkedHashMap<>();
    List<Port> others = step.inputs().stream().filter(port -> !fed.contains(port)).toList();
    for (int i = 0; i < others.size(); i++) {
      outside.put(others.get(i).value().name(), beside.get(i));
    }
    for (Param param : step.params()) {
      outside.put(param.name(), moved(param, prefix, around));
    }
    List<Node> own = new ArrayList<>();
    for (Node node : step.nodes()) {
      if (outside.keySet().containsAll(node.inputs()) && !varies(node.op())) {
        List<Value> operands = node.inputs().stream().map(outside::get).toList();
        List<Value> made =
            around.graph().add(outer(node.name(), prefix, around), node.op(), operands);
        for (int i = 0; i < made.size(); i++) {
          outside.put(node.outputs().get(i).name(), made.get(i));
        }
      } else {
        own.add(node);
      }
    }
    return lean(step, fed, own, outside);
  }

  // Without what is not read.
  private static LoopBody lean(
      Graph step, List<Port> fed, List<Node> own, Map<String, Value> outside) {
    Set<String> read = new HashSet<>();
    own.forEach(node -> read.addAll(node.inputs()));
    step.outputs().forEach(port -> read.add(port.value().name()));
    List<Port> inputs = new ArrayList<>(fed);
    List<Value> values = new ArrayList<>();
    outside.forEach(
        (name, value) -> {
          if (read.contains(name)) {
            inputs.add(Port.of(new Value(name, value.shape(), value.type())));
            values.add(value);
          }
        });
    return new LoopBody(
        new Graph(step.name(), inputs, List.of(), own, step.outputs(), List.of()), values);
  }

  private static Value moved(Param param, String prefix, Scope around) {
    if (param.initializer() instanceof Initializer.Fitted) {
      throw new DeclarationException(
          "expected weights that are drawn or given, got \"%s\", which is measured on what comes in at a step. Scale the whole sequence before."
              .formatted(param.name()));
    }
    return around
        .graph()
        .param(param.moved(outer(param.name(), prefix, around), param.initializer()));
  }

  // The parameters of a network that is a part bear its name, not that of the place.
  private static String outer(String name, String prefix, Scope around) {
    return name.startsWith(prefix + "/") ? around.prefix() + name.substring(prefix.length()) : name;
  }

  // Drawn anew, or counted, each time that it runs.
  private static boolean varies(Op op) {
    return op instanceof Random || op instanceof BatchNormalization || op instanceof Scan;
  }
}
