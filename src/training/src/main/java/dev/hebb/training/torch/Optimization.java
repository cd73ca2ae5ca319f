package dev.hebb.training.torch;

import dev.hebb.training.Adam;
import dev.hebb.training.Optimizer;
import dev.hebb.training.Sgd;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Prints what an optimizer does at a step, and works out the numbers that it wants then. In the
 * printed code {@code gs} are the gradients of the trained parameters, {@code control0}, {@code
 * control1}, … the step's numbers: its seed, its number, the learning rate, then the rule's.
 *
 * @param count how many parameters are trained
 */
record Optimization(Optimizer optimizer, Update rule, int count) {
  /** Place of the learning rate among a step's numbers. */
  static final int RATE = 2;

  private static final int NUMBERS = 3;

  static Optimization of(Optimizer optimizer, int count) {
    return new Optimization(optimizer, Update.of(optimizer), count);
  }

  /** All that it remembers from step to step. */
  List<Slot> slots() {
    return rule.slots();
  }

  /** How many numbers a step gets. */
  int controls() {
    return control(0, 1, 1).length;
  }

  /** Prints the update, and sets {@code alive} to a number that would not be there without it. */
  void print(Body body) {
    Group all = new Group(IntStream.range(0, count).boxed().toList(), NUMBERS);
    body.set("ws", all.list(i -> "self.w" + i));
    rule.print(body, all);
    body.set("alive", "torch.select(torch.reshape(ws[0], [-1]), 0, 0)");
  }

  /**
   * All numbers of one step.
   *
   * @param step counted from 1
   * @param scale of the learning rate
   */
  double[] control(long seed, long step, double scale) {
    List<Double> numbers = rule.numbers(step);
    double[] control = new double[NUMBERS + numbers.size()];
    control[0] = (double) seed;
    control[1] = (double) step;
    control[RATE] = rate() * scale;
    for (int i = 0; i < numbers.size(); i++) {
      control[NUMBERS + i] = numbers.get(i);
    }
    return control;
  }

  private double rate() {
    return optimizer instanceof Sgd sgd ? sgd.learningRate() : ((Adam) optimizer).learningRate();
  }
}
