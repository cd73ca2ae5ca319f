package dev.hebb.training.torch;

import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Port;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Ragged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cuts off what pads all rows of a batch: nobody would see it, and it costs as much as the rest.
 *
 * <p>An axis is cut when each input that has it is padded along it, and so is each output that is
 * compared with a target.
 */
record Trimming(Graph graph) {
  // Longer than any kernel reaches.
  private static final long LONGEST = 1 << 12;

  /** Shortens the batch's variables. */
  void print(Names names, Body body) {
    Map<String, List<Value>> lengths = new LinkedHashMap<>();
    Map<String, Set<String>> padded = new HashMap<>();
    Map<String, Value> values = graph.values();
    Set<String> inputs =
        graph.inputs().stream().map(port -> port.value().name()).collect(Collectors.toSet());
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Ragged ragged && inputs.contains(node.inputs().get(0))) {
        Value rows = values.get(node.inputs().get(0));
        String symbol = symbol(rows.shape().dim(ragged.axis()));
        lengths
            .computeIfAbsent(symbol, s -> new ArrayList<>())
            .add(values.get(node.inputs().get(1)));
        padded.computeIfAbsent(symbol, s -> new TreeSet<>()).add(rows.name());
      }
    }
    lengths.forEach(
        (symbol, rows) -> {
          if (graph.inputs().stream().allMatch(port -> unseen(port, symbol, padded.get(symbol)))) {
            trim(symbol, rows, names, body);
          }
        });
  }

  private static String symbol(Dim dim) {
    return dim.size() instanceof Size.Symbol symbol ? symbol.name() : "";
  }

  // A target of padded rows says so in its shape.
  private static boolean unseen(Port port, String symbol, Set<String> padded) {
    return padded.contains(port.value().name())
        || port.value().shape().dims().stream()
            .allMatch(dim -> !symbol(dim).equals(symbol) || dim.padded());
  }

  private void trim(String symbol, List<Value> rows, Names names, Body body) {
    Graph counting = graph.until(rows.stream().map(Port::of).toList());
    new GraphPrinter(counting, names, body, false).print();
    String longest = names.fresh("n");
    body.set(longest, Long.toString(least(symbol)));
    for (Value each : rows) {
      String seen = "int(torch.max(%s))".formatted(names.of(each.name()));
      body.set(longest, "ops.prim.max(%s, %s)".formatted(longest, seen));
    }
    for (Port port : graph.inputs()) {
      String batch = names.of(port.value().name());
      for (int axis = 0; axis < port.value().shape().rank(); axis++) {
        if (symbol(port.value().shape().dim(axis)).equals(symbol)) {
          body.line("%s = torch.slice(%s, %s, 0, %s)", batch, batch, axis, longest);
        }
      }
    }
  }

  /** So many steps that something is left of them everywhere. */
  private long least(String symbol) {
    Map<String, Long> dims = new HashMap<>();
    List<Dim> all =
        graph.values().values().stream().flatMap(value -> value.shape().dims().stream()).toList();
    all.forEach(dim -> dims.put(symbol(dim), LONGEST));
    long least = 1;
    dims.put(symbol, least);
    while (least < LONGEST && all.stream().anyMatch(dim -> dim.size().at(dims) < 1)) {
      least++;
      dims.put(symbol, least);
    }
    return least;
  }
}
