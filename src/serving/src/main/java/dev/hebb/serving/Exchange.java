package dev.hebb.serving;

import dev.hebb.runtime.Predictor;

/** One row of a run: what goes in, and what is made of what comes out. */
interface Exchange<A> {
  /** Puts it into a row of every input. */
  void write(Predictor predictor, int row);

  /** Takes it from a row of the outputs. */
  A read(Predictor predictor, int row, String version);
}
