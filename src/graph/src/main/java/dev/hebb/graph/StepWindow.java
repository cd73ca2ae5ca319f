package dev.hebb.graph;

import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.ConvTranspose;
import dev.hebb.graph.op.Pool;
import dev.hebb.graph.op.Resize;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts what slides along axes into the step graph: {@code [batch, channels, axes...]}. */
record StepWindow(StepNode at) {
  private static final String STRIDE =
      "it moves %d steps at a time, so that not every step has an output";

  Void conv(Conv op) {
    int axis = at.tick(0).axis();
    if (axis == 1 || !at.onlyFirst()) {
      throw at.refusal(StepProducts.SUM, StepProducts.LOOK_BACK);
    }
    if (axis == 0) {
      return at.keep(at.tick(0));
    }
    int i = axis - 2;
    int reach = back(at.shape(1).dim(axis), op, i);
    if (reach == 0) {
      return at.keep(at.tick(0));
    }
    Value x = at.in(0);
    at.batch(x.shape().dim(0));
    Shape before = x.shape().with(axis, x.shape().dim(axis).resized(Size.of(reach)));
    Value past = at.state("past", before, Optional.empty());
    Value window = at.add("/window", new Concat(axis), List.of(past, x)).get(0);
    List<Value> operands = new ArrayList<>(at.all());
    operands.set(0, window);
    List<Integer> begin = new ArrayList<>(op.begin());
    begin.set(i, 0);
    at.put(
        new Conv(op.strides(), begin, op.end(), op.dilations(), op.groups()), operands, at.tick(0));
    at.step().next(at.add("/past", Slice.last(axis, reach), List.of(window)).get(0));
    return null;
  }

  // How many steps before this one it reads; all of them are zeros before the first step.
  private int back(Dim kernel, Conv op, int i) {
    int reach = op.dilations().get(i) * (Math.toIntExact(kernel.size().fixed().orElseThrow()) - 1);
    int ahead = op.end().get(i);
    if (op.strides().get(i) != 1) {
      throw at.refusal(STRIDE.formatted(op.strides().get(i)), "Use a stride of 1");
    } else if (ahead > 0) {
      throw at.refusal(
          "it looks %s ahead".formatted(ahead == 1 ? "one step" : ahead + " steps"),
          "Use causal()");
    } else if (op.begin().get(i) != reach) {
      throw at.refusal(
          "it reads %d steps before its first output, and puts out fewer steps than come"
              .formatted(reach + 1),
          "Use causal()");
    }
    return reach;
  }

  Void convTranspose(ConvTranspose op) {
    if (at.tick(0).axis() != 0 || !at.onlyFirst()) {
      throw at.refusal(
          "it spreads each step over later ones, and puts out more steps than come",
          "Use conv1d(...).causal()");
    }
    return at.keep(at.tick(0));
  }

  Void pool(Pool op) {
    int i = at.tick(0).axis() - 2;
    Window window = op.window();
    if (i >= 0 && window.strides().get(i) != 1) {
      throw at.refusal(STRIDE.formatted(window.strides().get(i)), "Use a stride of 1");
    }
    if (i >= 0 && window.kernel().get(i) != 1) {
      throw at.refusal(
          "it makes one number of %d steps".formatted(window.kernel().get(i)),
          "Use conv1d(...).causal()");
    }
    return at.keep(at.tick(0));
  }

  Void resize(Resize op) {
    int i = at.tick(0).axis() - 2;
    if (i >= 0 && !(op.relative() && op.lengths().get(i) == 1)) {
      throw at.refusal("it puts out another number of steps than come", "Leave it out");
    }
    return at.keep(at.tick(0));
  }
}
