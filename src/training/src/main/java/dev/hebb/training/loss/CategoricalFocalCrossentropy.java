package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Function;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;

/**
 * {@code -Σ α·(1 - p)^γ·target·ln p} over the last axis: cross-entropy in which what is known
 * already counts less (Lin et al. 2017). Keras: CategoricalFocalCrossentropy.
 *
 * @param alpha α, of all classes
 * @param gamma γ
 * @param fromLogits whether the prediction is what a softmax would be given
 * @param labelSmoothing the share of the target that is spread over all classes
 */
public record CategoricalFocalCrossentropy(
    double alpha, double gamma, boolean fromLogits, double labelSmoothing) implements Loss {
  private static final String NAME = "categorical_focal_crossentropy";

  public CategoricalFocalCrossentropy {
    Checks.notNegative(NAME, "a gamma", gamma);
    Checks.positive(NAME, "an alpha", alpha);
    Checks.share(NAME, "a label smoothing", labelSmoothing);
  }

  /** Another α than 0.25. */
  public CategoricalFocalCrossentropy alpha(double other) {
    return new CategoricalFocalCrossentropy(other, gamma, fromLogits, labelSmoothing);
  }

  /** Another γ than 2. */
  public CategoricalFocalCrossentropy gamma(double other) {
    return new CategoricalFocalCrossentropy(alpha, other, fromLogits, labelSmoothing);
  }

  /** Of logits: the network ends without a softmax. */
  public CategoricalFocalCrossentropy ofLogits() {
    return new CategoricalFocalCrossentropy(alpha, gamma, true, labelSmoothing);
  }

  /** With a share of the target spread over all classes. */
  public CategoricalFocalCrossentropy labelSmoothing(double share) {
    return new CategoricalFocalCrossentropy(alpha, gamma, fromLogits, share);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    double classes = (double) Crossentropies.classes(prediction);
    Value wanted = Crossentropies.smoothed(target, labelSmoothing, classes, f);
    Value said = fromLogits ? f.of(Function.SOFTMAX, prediction) : prediction;
    Value p = Crossentropies.shares(said, f);
    Value factor = f.times(f.power(f.minus(1, p), gamma), alpha);
    return Crossentropies.sum(f.times(factor, wanted), f.log(p), f);
  }
}
