package dev.hebb.graph;

import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Gru;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Rnn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts recurrences into the step graph: they stay what they are, with a time axis of length 1 and
 * their states as inputs and outputs. Measured with ONNX Runtime, the one node is faster than the
 * products and functions of its formula as nodes of their own.
 */
record StepRecurrence(StepNode at) {
  private static final List<String> H = List.of("h");
  private static final List<String> H_AND_C = List.of("h", "c");

  Void rnn(Rnn op) {
    return step(op, op.direction(), 3 + (op.bias() ? 1 : 0) + (op.lengths() ? 1 : 0), H);
  }

  Void gru(Gru op) {
    return step(op, op.direction(), 3 + op.biases() + (op.lengths() ? 1 : 0), H);
  }

  Void lstm(Lstm op) {
    return step(op, op.direction(), 3 + (op.bias() ? 1 : 0) + (op.lengths() ? 1 : 0), H_AND_C);
  }

  // Inputs: x [time, batch, features], weights and biases, lengths if any, initial states if any.
  private Void step(Op op, Direction direction, int firstState, List<String> names) {
    Tick tick = at.tick(0);
    boolean weights =
        at.node().inputs().subList(1, firstState).stream()
            .allMatch(value -> at.step().tick(value).isStill());
    if (tick.axis() == 1 && weights) {
      return eachRow(op, tick);
    }
    if (tick.axis() != 0 || tick.merged() || !at.onlyFirst()) {
      throw at.refusal(
          "it reads another axis than the one that ticks", "Stream over the axis that it reads");
    }
    if (direction == Direction.REVERSE) {
      throw at.refusal(
          "it reads the last step first, and the last one has not come",
          "Use a layer that reads forwards");
    }
    Value x = at.in(0);
    List<Value> operands = new ArrayList<>(at.first(firstState));
    boolean given = at.inputs() > firstState;
    Dim batch = at.batch(x.shape().dim(1));
    long units = at.node().outputs().get(0).shape().last().size().fixed().orElseThrow();
    Shape state = Shape.of(batch, Dim.of(x.shape().last().name(), units));
    for (int i = 0; i < names.size(); i++) {
      Optional<String> first =
          given ? Optional.of(at.node().inputs().get(firstState + i)) : Optional.empty();
      operands.add(at.state(names.get(i), state, first));
    }
    List<Value> made = at.add("", op, operands);
    at.define(0, made.get(0), tick);
    for (int i = 1; i < made.size(); i++) {
      at.define(i, made.get(i), Tick.SO_FAR);
      at.step().next(made.get(i));
    }
    return null;
  }

  // Along another axis, for each tick by itself: the ticks are rows of the batch.
  private Void eachRow(Op op, Tick tick) {
    List<Value> made = at.add("", op, at.all());
    at.define(0, made.get(0), tick);
    for (int i = 1; i < made.size(); i++) {
      at.define(i, made.get(i), tick.moved(0));
    }
    return null;
  }
}
