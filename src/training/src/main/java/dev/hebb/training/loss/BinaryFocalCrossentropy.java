package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Function;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;

/**
 * Binary cross-entropy times {@code (1 - p)^γ}, with p the probability of what is right: what is
 * known already counts less (Lin et al. 2017). Keras: BinaryFocalCrossentropy.
 *
 * @param gamma γ
 * @param balance how much a yes counts, a no counting 1 less that; if negative, both alike
 * @param fromLogits whether the prediction is what a sigmoid would be given
 * @param labelSmoothing how much the targets are drawn towards 1/2
 */
public record BinaryFocalCrossentropy(
    double gamma, double balance, boolean fromLogits, double labelSmoothing) implements Loss {
  private static final String NAME = "binary_focal_crossentropy";

  public BinaryFocalCrossentropy {
    Checks.notNegative(NAME, "a gamma", gamma);
    Checks.share(NAME, "a label smoothing", labelSmoothing);
  }

  /** Another γ than 2. */
  public BinaryFocalCrossentropy gamma(double other) {
    return new BinaryFocalCrossentropy(other, balance, fromLogits, labelSmoothing);
  }

  /** A yes counts so much, a no 1 less that. */
  public BinaryFocalCrossentropy classBalancing(double alpha) {
    Checks.share(NAME, "an alpha", alpha);
    return new BinaryFocalCrossentropy(gamma, alpha, fromLogits, labelSmoothing);
  }

  /** Of logits: the network ends without a sigmoid. */
  public BinaryFocalCrossentropy ofLogits() {
    return new BinaryFocalCrossentropy(gamma, balance, true, labelSmoothing);
  }

  /** With targets drawn towards 1/2. */
  public BinaryFocalCrossentropy labelSmoothing(double share) {
    return new BinaryFocalCrossentropy(gamma, balance, fromLogits, share);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    Value wanted = Crossentropies.smoothed(target, labelSmoothing, 2, f);
    Value said = fromLogits ? f.of(Function.SIGMOID, prediction) : prediction;
    Value entropy = BinaryCrossentropy.each(said, wanted, f);
    Value missing = f.minus(1, mixed(wanted, said, f.minus(1, said), f));
    Value focal = f.times(f.power(missing, gamma), entropy);
    if (balance >= 0) {
      focal = f.times(mixed(wanted, f.number(balance), f.number(1 - balance), f), focal);
    }
    return f.mean(focal, -1);
  }

  private static Value mixed(Value share, Value yes, Value no, Formula f) {
    return f.plus(f.times(share, yes), f.times(f.minus(1, share), no));
  }
}
