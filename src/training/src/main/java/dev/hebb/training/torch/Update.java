package dev.hebb.training.torch;

import dev.hebb.training.Adam;
import dev.hebb.training.Optimizer;
import dev.hebb.training.Sgd;
import java.util.List;

/** Prints the rule of one optimizer. */
interface Update {
  /** What it remembers. */
  List<Slot> slots();

  /**
   * Its numbers at one update; functions of nothing but that update's number.
   *
   * @param update counted from 1
   */
  List<Double> numbers(long update);

  /** Prints the update of these parameters. */
  void print(Body body, Group group);

  /** The printer of this optimizer. */
  static Update of(Optimizer optimizer) {
    return optimizer instanceof Sgd sgd ? new SgdUpdate(sgd) : new AdamUpdate((Adam) optimizer);
  }
}
