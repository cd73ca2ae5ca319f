package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;

/**
 * {@code -(target·ln p + (1 - target)·ln(1 - p))}, the mean over all numbers, in nats. Prediction
 * and target of one shape, each number a yes or no by itself. Keras: BinaryCrossentropy.
 *
 * @param fromLogits whether the prediction is what a sigmoid would be given
 * @param labelSmoothing how much the targets are drawn towards 1/2
 */
public record BinaryCrossentropy(boolean fromLogits, double labelSmoothing) implements Loss {
  public BinaryCrossentropy {
    Checks.share("binary_crossentropy", "a label smoothing", labelSmoothing);
  }

  /** Of logits: the network ends without a sigmoid. */
  public BinaryCrossentropy ofLogits() {
    return new BinaryCrossentropy(true, labelSmoothing);
  }

  /** With targets drawn towards 1/2. */
  public BinaryCrossentropy labelSmoothing(double share) {
    return new BinaryCrossentropy(fromLogits, share);
  }

  @Override
  public String name() {
    return "binary_crossentropy";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    Value wanted = Crossentropies.smoothed(target, labelSmoothing, 2, f);
    return f.mean(fromLogits ? ofLogits(prediction, wanted, f) : each(prediction, wanted, f), -1);
  }

  // max(x, 0) - x·t + ln(1 + e^-|x|), which no x overflows.
  private static Value ofLogits(Value x, Value target, Formula f) {
    Value rest = f.softplus(f.negative(f.abs(x)));
    return f.plus(f.minus(f.max(x, 0), f.times(x, target)), rest);
  }

  static Value each(Value prediction, Value target, Formula f) {
    Value p = Crossentropies.clipped(prediction, f);
    Value yes = f.times(target, f.log(p));
    Value no = f.times(f.minus(1, target), f.log(f.minus(1, p)));
    return f.negative(f.plus(yes, no));
  }
}
