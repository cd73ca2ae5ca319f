package dev.hebb.training.torch;

import dev.hebb.training.Adam;
import dev.hebb.training.Optimizer;
import dev.hebb.training.Sgd;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prints an optimizer's update and works out the numbers it wants at each step. In the printed code
 * {@code ps} are the trained parameters, {@code gs} their gradients and {@code control0}, {@code
 * control1}, … the step's numbers: its seed, its number, then the optimizer's.
 */
interface Optimization {
  /** How many numbers a step gets at most. */
  int CONTROLS = 4;

  /** What it remembers of each parameter: prefixes of attributes. */
  List<String> slots();

  /** Prints the update of {@code count} parameters, of the list {@code ps} as it is then. */
  void update(Body body, int count);

  /**
   * The optimizer's own numbers of one step, two at most.
   *
   * @param step counted from 1
   */
  List<Double> numbers(long step);

  /** The printer of this optimizer. */
  static Optimization of(Optimizer optimizer) {
    return optimizer instanceof Sgd sgd ? new SgdUpdate(sgd) : new AdamUpdate((Adam) optimizer);
  }

  /** All numbers of one step: {@code [seed, step, ...]}. */
  default double[] control(long seed, long step) {
    double[] control = new double[CONTROLS];
    control[0] = (double) seed;
    control[1] = (double) step;
    List<Double> numbers = numbers(step);
    for (int i = 0; i < numbers.size(); i++) {
      control[2 + i] = numbers.get(i);
    }
    return control;
  }

  /** A list literal of a slot's attributes. */
  static String slot(String prefix, int count) {
    return list(count, i -> "self." + prefix + i);
  }

  /** A list literal of {@code count} items. */
  static String list(int count, IntFunction<String> item) {
    return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(", ", "[", "]"));
  }
}
