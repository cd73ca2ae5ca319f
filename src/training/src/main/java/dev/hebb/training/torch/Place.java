package dev.hebb.training.torch;

import dev.hebb.graph.Node;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a node is printed, and what is known there.
 *
 * @param half whether the node is fed bfloat16, and gives it back
 */
record Place(GraphPrinter graph, Node node, boolean half) {
  Names names() {
    return graph.names();
  }

  Body body() {
    return graph.body();
  }

  /** How an input is read. */
  String in(int index) {
    String name = names().of(node.inputs().get(index));
    return half ? "torch.to(" + name + ", 15)" : name;
  }

  /** How all inputs are read. */
  List<String> inputs() {
    return IntStream.range(0, node.inputs().size()).mapToObj(this::in).toList();
  }

  /** The shape of an input. */
  Shape shape(int index) {
    return graph.shape(node.inputs().get(index));
  }

  /** An output. */
  Value out(int index) {
    return node.outputs().get(index);
  }

  /** Sets the one output. */
  Void set(String expression) {
    body().set(names().define(out(0).name()), expression);
    return null;
  }

  /** The one output is this. */
  Void define(String expression) {
    names().define(out(0).name(), expression);
    return null;
  }
}
