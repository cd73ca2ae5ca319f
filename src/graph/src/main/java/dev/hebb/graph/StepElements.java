package dev.hebb.graph;

import dev.hebb.graph.op.Activate;

/** Nodes that do the same to each step by itself, but for those that weigh steps. */
record StepElements(StepNode at) {
  Void each() {
    return at.keep(at.tick(0));
  }

  Void activate(Activate op) {
    return op.activation().function().wide() ? overLast() : each();
  }

  /** What looks along the last axis. */
  Void overLast() {
    if (at.tick(0).axis() == at.shape(0).rank() - 1) {
      throw at.refusal(
          "it weighs all steps against one another, and not all of them have come",
          "Put another axis last");
    }
    return each();
  }

  Void batchNormalization() {
    return byChannel("it has statistics of its own for each step");
  }

  Void lrn() {
    return byChannel("it weighs neighbouring steps against one another");
  }

  // The channels are axis 1.
  private Void byChannel(String otherwise) {
    if (at.tick(0).axis() == 1 || !at.onlyFirst()) {
      throw at.refusal(otherwise, "Leave it out");
    }
    return each();
  }
}
