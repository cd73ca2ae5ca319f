package dev.hebb.graph;

import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Puts a recurrence of any kind into the step graph, with its states as inputs and outputs. */
record StepScan(StepNode at, Scan op) {
  Void step() {
    int sequence = op.sequence(at.inputs());
    Tick tick = at.tick(sequence);
    boolean others =
        IntStream.range(0, at.inputs())
            .filter(input -> input != sequence)
            .allMatch(input -> at.tick(input).isStill());
    if (tick.axis() != 0 || tick.merged() || !others) {
      throw at.refusal(
          "it reads another axis than the one that ticks", "Stream over the axis that it reads");
    }
    if (op.direction() == Direction.REVERSE) {
      throw at.refusal(
          "it reads the last step first, and the last one has not come",
          "Use a layer that reads forwards");
    }
    Value x = at.in(sequence);
    Dim batch = at.batch(x.shape().dim(1));
    List<Value> operands = new ArrayList<>();
    for (int i = 0; i < op.states(); i++) {
      Value inside = op.body().inputs().get(i).value();
      if (inside.type() != DataType.FLOAT32) {
        throw at.refusal(
            "its state is %s, and a stream remembers floats".formatted(inside.type()),
            "Cast it to floats");
      }
      Shape state = inside.shape().with(0, batch);
      Optional<String> first =
          i < sequence ? Optional.of(at.node().inputs().get(i)) : Optional.empty();
      operands.add(at.state(op.states() == 1 ? "state" : "state_" + i, state, first));
    }
    operands.addAll(at.all().subList(sequence, at.inputs()));
    List<Value> made = at.add("", op, operands);
    for (int i = 0; i < made.size(); i++) {
      boolean steps = i < op.puts();
      at.define(i, made.get(i), steps ? tick : Tick.SO_FAR);
      if (!steps) {
        at.step().next(made.get(i));
      }
    }
    return null;
  }
}
