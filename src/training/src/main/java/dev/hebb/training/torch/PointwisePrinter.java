package dev.hebb.training.torch;

import dev.hebb.graph.DataType;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Constant;
import dev.hebb.graph.op.Operator;

/** Prints what works on each number by itself, and numbers that are written down. */
record PointwisePrinter(Place at) {
  Void activate(Activate op) {
    return at.set(Functions.print(op.activation(), at.in(0)));
  }

  Void arithmetic(Arithmetic op) {
    boolean whole = at.out(0).type() == DataType.INT64 && op.operator() == Operator.DIV;
    return at.set(
        whole
            ? "torch.div(%s, %s, rounding_mode=\"trunc\")".formatted(at.in(0), at.in(1))
            : Functions.print(op.operator(), at.in(0), at.in(1)));
  }

  Void cast(Cast op) {
    return at.set("torch.to(%s, %s)".formatted(at.in(0), op.to() == DataType.INT64 ? 4 : 6));
  }

  Void constant(Constant op) {
    // One number goes with any device.
    return at.set(
        op.values().size() == 1
            ? "torch.full([], %s, dtype=6, layout=None, device=None, pin_memory=None)"
                .formatted(number(op.values().get(0)))
            : "torch.tensor(%s, dtype=6, device=%s, requires_grad=False)"
                .formatted(
                    op.values().stream().map(PointwisePrinter::number).toList(),
                    at.graph().device()));
  }

  /** A number as TorchScript writes it. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return Double.isInfinite(value) ? value < 0 ? "-inf" : "inf" : Double.toString(value);
  }

  Void where() {
    return at.set("torch.where(torch.ne(%s, 0), %s, %s)".formatted(at.in(0), at.in(1), at.in(2)));
  }
}
