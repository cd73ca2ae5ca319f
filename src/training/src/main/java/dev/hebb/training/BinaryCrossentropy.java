package dev.hebb.training;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Operator;

/**
 * {@code -(target·ln p + (1 - target)·ln(1 - p))}, the mean over all numbers, in nats. Prediction
 * and target of one shape, each number a yes or no by itself. Keras: BinaryCrossentropy.
 *
 * @param fromLogits whether the prediction is what a sigmoid would be given
 * @param labelSmoothing how much the targets are drawn towards 1/2
 */
public record BinaryCrossentropy(boolean fromLogits, double labelSmoothing) implements Loss {
  /** Of probabilities, such as a sigmoid puts out. */
  public static BinaryCrossentropy binaryCrossentropy() {
    return new BinaryCrossentropy(false, 0);
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
    Value wanted = target;
    if (labelSmoothing != 0) {
      Value most = scope.arithmetic(Operator.MUL, target, scope.constant(1 - labelSmoothing));
      wanted = scope.arithmetic(Operator.ADD, most, scope.constant(labelSmoothing / 2));
    }
    return Places.mean(
        fromLogits ? ofLogits(prediction, wanted, scope) : ofShares(prediction, wanted, scope),
        scope);
  }

  // max(x, 0) - x·t + ln(1 + e^-|x|), which no x overflows.
  private static Value ofLogits(Value x, Value target, Scope scope) {
    Value size = scope.activate(new Activation(Function.ABS, 0), x);
    Value negative = scope.arithmetic(Operator.SUB, scope.constant(0), size);
    Value rest = scope.activate(Activation.SOFTPLUS, negative);
    Value linear =
        scope.arithmetic(
            Operator.SUB,
            scope.activate(Activation.RELU, x),
            scope.arithmetic(Operator.MUL, x, target));
    return scope.arithmetic(Operator.ADD, linear, rest);
  }

  private static Value ofShares(Value prediction, Value target, Scope scope) {
    Activation ln = new Activation(Function.LOG, 0);
    Value p = Crossentropies.clipped(prediction, scope);
    Value one = scope.constant(1);
    Value yes = scope.arithmetic(Operator.MUL, target, scope.activate(ln, p));
    Value no =
        scope.arithmetic(
            Operator.MUL,
            scope.arithmetic(Operator.SUB, one, target),
            scope.activate(ln, scope.arithmetic(Operator.SUB, one, p)));
    Value sum = scope.arithmetic(Operator.ADD, yes, no);
    return scope.arithmetic(Operator.SUB, scope.constant(0), sum);
  }
}
