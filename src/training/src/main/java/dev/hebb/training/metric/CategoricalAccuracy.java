package dev.hebb.training.metric;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.ArgMax;
import dev.hebb.graph.op.Cast;
import dev.hebb.training.Formula;
import dev.hebb.training.MeanMetric;

/**
 * The share of places whose likeliest class is the right one; targets are one-hot rows, or class
 * indices. Keras: CategoricalAccuracy and SparseCategoricalAccuracy.
 *
 * @param name Keras has one for each kind of target
 */
public record CategoricalAccuracy(String name) implements MeanMetric {
  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    if (prediction.shape().last().size().fixed().orElse(0) < 2) {
      throw new DeclarationException(
          "expected at least 2 classes in the last axis, got %s. Put out a number a class, or use binaryAccuracy()."
              .formatted(prediction.shape()));
    }
    Value said = number(scope.op(new ArgMax(), prediction), scope);
    boolean indices = target.type() == DataType.INT64;
    Value right = number(indices ? target : scope.op(new ArgMax(), target), scope);
    return new Formula(scope).equal(said, right);
  }

  private static Value number(Value label, Scope scope) {
    return scope.op(new Cast(DataType.FLOAT32), label);
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }
}
