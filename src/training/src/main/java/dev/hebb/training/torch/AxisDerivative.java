package dev.hebb.training.torch;

import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Fill;
import dev.hebb.graph.op.Pad;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.Transpose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Prints the gradients of what changes or reduces axes. */
record AxisDerivative(Back back) {
  boolean concat(Concat op) {
    String at = "0";
    String length = "0";
    for (int input = 0; input < back.at().node().inputs().size(); input++) {
      at = input == 0 ? at : back.set("torch.add(%s, %s)".formatted(at, length));
      length = "torch.size(%s, %d)".formatted(back.x(input), op.axis());
      back.give(
          input, "torch.narrow(%s, %d, %s, %s)".formatted(back.gradient(), op.axis(), at, length));
    }
    return true;
  }

  boolean pad(Pad op) {
    return back.give(
        0,
        SpatialPrinter.pad(
            back.gradient(),
            SpatialPrinter.negative(op.begin()),
            SpatialPrinter.negative(op.end()),
            "0."));
  }

  boolean reduce(Reduce op) {
    String g = back.gradient();
    String y = back.y();
    for (int axis : op.keep() ? List.<Integer>of() : op.over(back.at().shape(0))) {
      g = "torch.unsqueeze(%s, %d)".formatted(g, axis);
      y = "torch.unsqueeze(%s, %d)".formatted(y, axis);
    }
    return switch (op.reduction()) {
      case SUM -> back.give(0, repeated(g));
      case MEAN ->
          back.give(
              0,
              repeated(
                  "torch.div(%s, torch.floordiv(torch.numel(%s), ops.prim.max(torch.numel(%s), 1)))"
                      .formatted(g, back.x(0), back.y())));
      case MAX, MIN -> extreme(op, g, y);
    };
  }

  private String repeated(String g) {
    return "torch.expand(%s, %s, implicit=False)".formatted(g, back.dims(0));
  }

  // All that are equal to it have the same share.
  private boolean extreme(Reduce op, String g, String y) {
    String there = back.set("torch.to(torch.eq(%s, %s), 6)".formatted(back.x(0), y));
    return back.give(
        0,
        "torch.mul(%s, torch.div(%s, torch.sum(%s, %s, True)))"
            .formatted(there, g, there, op.over(back.at().shape(0))));
  }

  /** Of the same numbers in the same order. */
  boolean reshaped() {
    return back.give(0, "torch.reshape(%s, %s)".formatted(back.gradient(), back.dims(0)));
  }

  boolean expand() {
    return back.giveRepeated(0, back.gradient());
  }

  boolean slice(Slice op) {
    return back.give(
        0,
        op.reversed()
            ? "torch.flip(%s, [%d])".formatted(back.gradient(), op.axis())
            : "torch.slice_backward(%s, %s, %d, %d, %d, 1)"
                .formatted(back.gradient(), back.dims(0), op.axis(), op.start(), op.end()));
  }

  boolean transpose(Transpose op) {
    List<Integer> inverse = new ArrayList<>(Collections.nCopies(op.permutation().size(), 0));
    for (int axis = 0; axis < inverse.size(); axis++) {
      inverse.set(op.permutation().get(axis), axis);
    }
    return back.give(0, "torch.permute(%s, %s)".formatted(back.gradient(), inverse));
  }

  boolean fill(Fill op) {
    return back.give(
        0, new AxisPrinter(back.at()).filled(back.gradient(), op.axis(), back.x(1), 0));
  }
}
