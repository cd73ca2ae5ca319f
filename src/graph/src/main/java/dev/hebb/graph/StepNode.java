package dev.hebb.graph;

import dev.hebb.graph.op.Op;
import java.util.List;
import java.util.Optional;

/** A node of the whole graph on its way into the step. */
record StepNode(Step step, Node node) {
  /** What the axis that ticks is to an input; still if there is no such input. */
  Tick tick(int input) {
    return input < inputs() ? step.tick(node.inputs().get(input)) : Tick.STILL;
  }

  int inputs() {
    return node.inputs().size();
  }

  /** The shape of an input in the whole graph. */
  Shape shape(int input) {
    return step.shape(node.inputs().get(input));
  }

  /** An input in the step. */
  Value in(int input) {
    return step.operand(node.inputs().get(input));
  }

  /** All inputs in the step. */
  List<Value> all() {
    return from(0);
  }

  /** The inputs in the step from one on. */
  List<Value> from(int first) {
    return node.inputs().stream().skip(first).map(step::operand).toList();
  }

  /** The first inputs in the step. */
  List<Value> first(int count) {
    return node.inputs().stream().limit(count).map(step::operand).toList();
  }

  /** Whether all inputs but the first are the same at every tick. */
  boolean onlyFirst() {
    return node.inputs().stream().skip(1).allMatch(value -> step.tick(value).isStill());
  }

  /** The same operator in the step; its outputs have the axis there. */
  Void keep(Tick tick) {
    return put(node.op(), all(), tick);
  }

  /** Another operator in its place. */
  Void put(Op op, List<Value> operands, Tick tick) {
    List<Value> made = step.builder().add(node.name(), op, operands);
    for (int i = 0; i < made.size(); i++) {
      define(i, made.get(i), tick);
    }
    return null;
  }

  /** Says what an output of the node is in the step. */
  Void define(int output, Value inStep, Tick tick) {
    step.define(node.outputs().get(output).name(), inStep, tick);
    return null;
  }

  /** A further operator in the step, under this node's name. */
  List<Value> add(String suffix, Op op, List<Value> operands) {
    return step.builder().add(node.name() + suffix, op, operands);
  }

  /** The rows of a state: the batch, and nothing that is made of it. */
  Dim batch(Dim rows) {
    if (rows.size() instanceof Size.Derived || rows.size() instanceof Size.Product) {
      throw refusal(
          "its state would have %s rows, which is not the batch".formatted(rows.size()),
          "Put each of them in a row of the batch");
    }
    return rows;
  }

  /** A state of this node's layer. */
  Value state(String name, Shape shape, Optional<String> first) {
    int slash = node.name().lastIndexOf('/');
    String layer = slash < 0 ? node.name() : node.name().substring(0, slash);
    return step.state(layer + "/" + name, shape, first);
  }

  /** A refusal that names the layer. */
  DeclarationException refusal(String reason, String remedy) {
    return new DeclarationException(
        "%s: cannot be streamed: %s. %s, or predict whole windows."
            .formatted(step.layer(node), reason, remedy));
  }
}
