package dev.hebb.graph;

import dev.hebb.graph.op.Gather;

/** Puts sums and products of two values into the step graph. */
record StepProducts(StepNode at) {
  private static final String ALL_PAIRS =
      "it brings each step together with all others, and not all of them have come";
  static final String SUM = "it makes one sum of all steps, and not all of them have come";
  static final String LOOK_BACK = "Use a layer that remembers, such as lstm";

  // Axes meet from the innermost on.
  Void arithmetic() {
    int a = fromTheEnd(0);
    int b = fromTheEnd(1);
    if (a > 0 && b > 0 && (a != b || at.tick(0).merged() != at.tick(1).merged())) {
      throw at.refusal(ALL_PAIRS, LOOK_BACK);
    }
    int place = Math.max(a, b);
    Tick tick = a > 0 ? at.tick(0) : at.tick(1);
    Shape still = at.shape(a > 0 ? 1 : 0);
    boolean alone = (a > 0) != (b > 0);
    if (alone && place <= still.rank() && !still.dim(-place).size().equals(Size.of(1))) {
      throw at.refusal(
          "it does something else at each step, and a tick does not know which step it is",
          "Do the same at all of them");
    }
    int rank = Math.max(at.shape(0).rank(), at.shape(1).rank());
    return at.keep(tick.moved(rank - place));
  }

  // Whichever is the same at every tick is so along the axis that ticks.
  Void where() {
    int rank = at.node().outputs().get(0).shape().rank();
    Tick tick = Tick.STILL;
    for (int i = 0; i < at.inputs(); i++) {
      int place = fromTheEnd(i);
      boolean still = place == 0;
      Tick own = at.tick(i).moved(rank - place);
      if (!still && !tick.isStill() && !own.equals(tick)) {
        throw at.refusal(ALL_PAIRS, LOOK_BACK);
      }
      tick = still ? tick : own;
    }
    for (int i = 0; i < at.inputs(); i++) {
      int place = rank - tick.axis();
      boolean along = fromTheEnd(i) == 0 && place <= at.shape(i).rank();
      if (along && !at.shape(i).dim(-place).size().equals(Size.of(1))) {
        throw at.refusal(
            "it does something else at each step, and a tick does not know which step it is",
            "Do the same at all of them");
      }
    }
    return at.keep(tick);
  }

  private int fromTheEnd(int input) {
    Tick tick = at.tick(input);
    return tick.steps() ? at.shape(input).rank() - tick.axis() : 0;
  }

  Void gather(Gather op) {
    if (at.tick(0).steps() || (op.axis() > 0 && at.tick(1).steps())) {
      throw at.refusal("it looks up in a table that grows with the steps", LOOK_BACK);
    }
    return at.keep(at.tick(1));
  }

  Void gatherElements() {
    Tick tick = at.tick(0);
    if (!tick.equals(at.tick(1)) || tick.axis() == at.shape(0).rank() - 1) {
      throw at.refusal("it picks among the steps", LOOK_BACK);
    }
    return at.keep(tick);
  }

  Void gemm() {
    if (at.tick(0).axis() != 0 || !at.onlyFirst()) {
      throw at.refusal(SUM, LOOK_BACK);
    }
    return at.keep(at.tick(0));
  }

  Void matMul() {
    int rank = at.shape(0).rank();
    int inner = at.shape(1).rank();
    Tick x = at.tick(0);
    Tick w = at.tick(1);
    // x [a..., n, in], w [in, out] or [a..., in, out]
    boolean rows =
        x.steps() && x.axis() < rank - 1 && w.isStill() && (inner == 2 || x.axis() == rank - 2);
    boolean columns = x.isStill() && w.axis() == inner - 1;
    boolean outer = x.equals(w) && x.axis() < rank - 2;
    if (!rows && !columns && !outer) {
      throw at.refusal(ALL_PAIRS, LOOK_BACK);
    }
    return at.keep(rows || outer ? x : w.moved(at.node().outputs().get(0).shape().rank() - 1));
  }
}
