package dev.hebb.training.torch;

import dev.hebb.graph.Node;
import dev.hebb.graph.Shape;
import java.util.List;
import java.util.Map;

/**
 * Where a node is printed, and what is known there.
 *
 * @param shapes of the graph's values, by name
 */
record Place(Names names, Body body, Node node, Map<String, Shape> shapes) {
  /** How an input is read. */
  String in(int index) {
    return names.of(node.inputs().get(index));
  }

  /** How all inputs are read. */
  List<String> inputs() {
    return node.inputs().stream().map(names::of).toList();
  }

  /** The shape of an input. */
  Shape shape(int index) {
    return shapes.get(node.inputs().get(index));
  }

  /** Sets the one output. */
  Void set(String expression) {
    body.set(names.define(node.outputs().get(0).name()), expression);
    return null;
  }
}
