package dev.hebb.graph;

import dev.hebb.graph.op.Fill;
import dev.hebb.graph.op.Gru;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Ragged;
import dev.hebb.graph.op.Rnn;
import dev.hebb.graph.op.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A graph for rows that are all as long as one of its axes: nothing asks for their lengths. */
final class Unpadded {
  private final String over;
  private final GraphBuilder builder;
  private final Map<String, Value> values = new HashMap<>();

  private Unpadded(String name, String over) {
    this.over = over;
    this.builder = new GraphBuilder(name);
  }

  /** The graph without padding along the axis of that symbol, and without what is not read then. */
  static Graph of(Graph graph, String over) {
    return new Unpadded(graph.name(), over).rewritten(graph);
  }

  private Graph rewritten(Graph graph) {
    for (Port input : graph.inputs()) {
      Value value = input.value();
      values.put(
          value.name(), builder.input(input.name(), value.shape(), value.type(), input.unit()));
    }
    graph.params().forEach(param -> values.put(param.name(), builder.param(param)));
    graph.nodes().forEach(this::add);
    List<Port> ports = new ArrayList<>();
    for (Port port : graph.outputs()) {
      ports.add(new Port(port.name(), values.get(port.value().name()), port.unit()));
    }
    return pruned(builder.build(ports));
  }

  /** The part that its outputs need; inputs too. */
  static Graph pruned(Graph graph) {
    Graph part = graph.until(graph.outputs());
    Set<String> read = new HashSet<>();
    part.nodes().forEach(node -> read.addAll(node.inputs()));
    part.outputs().forEach(port -> read.add(port.value().name()));
    List<Port> fed = part.inputs().stream().filter(input -> read.contains(input.name())).toList();
    return new Graph(part.name(), fed, part.params(), part.nodes(), part.outputs(), List.of());
  }

  // Whether a length is that of the axis, or made of it.
  private boolean along(Size size) {
    if (size instanceof Size.Derived derived) {
      return along(derived.of());
    } else if (size instanceof Size.Product product) {
      return along(product.a()) || along(product.b());
    }
    return size.equals(Size.symbol(over));
  }

  private void add(Node node) {
    List<Value> operands = new ArrayList<>(node.inputs().stream().map(values::get).toList());
    Shape x = operands.isEmpty() ? Shape.of() : operands.get(0).shape();
    if (node.op() instanceof Ragged ragged
        && !x.dim(ragged.axis()).padded()
        && along(x.dim(ragged.axis()).size())) {
      values.put(node.outputs().get(0).name(), operands.get(0));
      return;
    } else if (node.op() instanceof Fill fill && !x.dim(fill.axis()).padded()) {
      values.put(node.outputs().get(0).name(), operands.get(0));
      return;
    }
    Op op = node.op();
    if (op instanceof Rnn rnn && rnn.lengths() && !x.dim(0).padded()) {
      operands.remove(rnn.bias() ? 4 : 3);
      op = rnn.withoutLengths();
    } else if (op instanceof Lstm lstm && lstm.lengths() && !x.dim(0).padded()) {
      operands.remove(lstm.bias() ? 4 : 3);
      op = lstm.withoutLengths();
    } else if (op instanceof Gru gru && gru.lengths() && !x.dim(0).padded()) {
      operands.remove(3 + gru.biases());
      op = gru.withoutLengths();
    } else if (op instanceof Scan scan
        && scan.lengths()
        && !operands.get(scan.sequence(operands.size())).shape().dim(0).padded()) {
      operands.remove(operands.size() - 1);
      op = scan.withoutLengths();
    }
    List<Value> made = builder.add(node.name(), op, operands);
    for (int i = 0; i < made.size(); i++) {
      values.put(node.outputs().get(i).name(), made.get(i));
    }
  }
}
