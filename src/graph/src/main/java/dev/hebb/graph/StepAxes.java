package dev.hebb.graph;

import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Pad;
import dev.hebb.graph.op.Range;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.Transpose;
import dev.hebb.graph.op.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts what changes or reduces axes into the step graph. */
record StepAxes(StepNode at) {
  Void concat(Concat op) {
    Tick tick = at.tick(0);
    for (int i = 0; i < at.inputs(); i++) {
      if (!at.tick(i).equals(tick)) {
        throw at.refusal(
            "it joins each step with something else, and a tick does not know which step it is",
            "Join what has the same at all of them");
      }
    }
    if (tick.axis() == op.axis()) {
      throw at.refusal(
          "it puts steps behind others that have not all come", "Join along the features");
    }
    return at.keep(tick);
  }

  Void mergeBatch() {
    Tick tick = at.tick(0);
    return at.keep(tick.axis() > 1 ? tick.moved(tick.axis() - 1) : new Tick(0, true));
  }

  // Inputs: x [batch·time, ...], like [batch, time, ...]
  Void splitBatch() {
    Tick x = at.tick(0);
    Tick like = at.tick(1);
    if (x.isStill() || (x.axis() > 0) != (like.axis() > 1)) {
      throw at.refusal(
          "it splits rows of which some are steps, and some are none",
          "Merge the same axes before");
    }
    return at.keep(x.axis() > 0 ? x.moved(x.axis() + 1) : like);
  }

  Void pad(Pad op) {
    int axis = at.tick(0).axis();
    if (op.begin().get(axis) != 0 || op.end().get(axis) != 0) {
      throw at.refusal("it puts out more steps than come", "Use conv1d(...).causal()");
    }
    return at.keep(at.tick(0));
  }

  Void reduce(Reduce op) {
    int axis = at.tick(0).axis();
    if (op.axes().isEmpty() || op.axes().contains(axis)) {
      throw at.refusal(
          "it takes the %s of all steps, and not all of them have come"
              .formatted(op.reduction().name().toLowerCase(Locale.ROOT)),
          "Use the last state of a recurrent layer");
    }
    int before = (int) op.axes().stream().filter(reduced -> reduced < axis).count();
    return at.keep(at.tick(0).moved(op.keep() ? axis : axis - before));
  }

  // The outermost axis stays; a fixed one behind it stays where as many numbers are before it.
  Void reshape(Reshape op) {
    Tick tick = at.tick(0);
    if (tick.axis() == 0 || keeps(op, tick.axis())) {
      return at.keep(tick);
    }
    Shape from = at.shape(0);
    Shape to = at.node().outputs().get(0).shape();
    Size steps = from.dim(tick.axis()).size();
    Size before = product(from, tick.axis());
    for (int axis = 1; axis < to.rank(); axis++) {
      if (product(to, axis).equals(before) && to.dim(axis).size().equals(steps)) {
        List<Long> dims = new ArrayList<>(op.dims());
        dims.set(axis - 1, 1L);
        return at.put(new Reshape(dims), at.all(), tick.moved(axis));
      }
    }
    throw at.refusal(
        "it puts all %s steps side by side, and not all of them have come".formatted(steps),
        "Use the last state of a recurrent layer");
  }

  // An axis that stays as long as it is stays what it is.
  Void view(View op) {
    int place = op.dims().indexOf(View.axis(at.tick(0).axis()));
    if (place < 0) {
      throw at.refusal(
          "it puts all steps side by side, and not all of them have come",
          "Use the last state of a recurrent layer");
    }
    return at.keep(at.tick(0).moved(place));
  }

  Void transpose(Transpose op) {
    return at.keep(at.tick(0).moved(op.permutation().indexOf(at.tick(0).axis())));
  }

  private static boolean keeps(Reshape op, int axis) {
    return axis > 0 && axis <= op.dims().size() && op.dims().get(axis - 1) == Reshape.KEEP;
  }

  // How long another axis is, is the same at every tick.
  Void range(Range op) {
    if (at.tick(0).axis() == op.axis()) {
      throw at.refusal(
          "it counts the steps, and a tick does not know which step it is", "Leave it out");
    }
    return at.keep(Tick.STILL);
  }

  // Of the lengths between the outermost axis and this one.
  private static Size product(Shape shape, int end) {
    return shape.sizes().subList(1, end).stream().reduce(Size.of(1), Size::times);
  }

  // Rows that are padded along another axis, at each step alike.
  Void padding(int axis) {
    Tick tick = at.tick(0);
    if (tick.axis() == axis || !at.onlyFirst()) {
      throw at.refusal("its rows are padded anew at each step", "Pad them along another axis");
    }
    boolean mask = at.node().outputs().get(0).type() == DataType.BOOL;
    return at.keep(mask ? Tick.STILL : tick);
  }

  Void slice(Slice op) {
    Tick tick = at.tick(0);
    if (tick.axis() != op.axis()) {
      return at.keep(tick);
    }
    if (op.reversed()) {
      throw at.refusal(
          "it puts the last step first, and the last one has not come", "Leave the steps in order");
    }
    long length = at.shape(0).dim(op.axis()).size().fixed().orElse(Long.MAX_VALUE);
    long from = op.start() < 0 ? op.start() : op.start() - length;
    boolean toTheEnd = op.end() == Slice.END || op.end() == length;
    if (from != -1 || !toTheEnd || tick.merged()) {
      throw at.refusal(
          "it takes some of the steps, and a tick does not know which step it is",
          "Take all of them, or the last one");
    }
    // The last step so far is this one.
    return at.define(0, at.in(0), Tick.SO_FAR);
  }
}
