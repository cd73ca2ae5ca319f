package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.ArgMax;
import dev.hebb.graph.op.Gather;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.WhenTraining;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How much each place of a batch counts, by the class that is wanted there: in training, as in
 * Keras; otherwise all count alike.
 */
final class ClassWeights {
  private ClassWeights() {}

  static Value of(Map<Integer, Double> weights, Value prediction, Value target, Scope scope) {
    long units = prediction.shape().last().size().fixed().orElse(0);
    int classes = (int) Math.max(2, units);
    int largest = Collections.max(weights.keySet());
    int least = Collections.min(weights.keySet());
    if (least < 0 || largest >= classes) {
      throw new DeclarationException(
          "expected classes from 0 to %d, got %d. Number them from 0, or put out as many units as there are classes."
              .formatted(classes - 1, least < 0 ? least : largest));
    }
    List<Double> all = new ArrayList<>(Collections.nCopies(classes, 1.0));
    weights.forEach(all::set);
    Formula f = new Formula(scope);
    Value each = places(all, prediction, target, f);
    return scope.op(new WhenTraining(), each, f.equal(each, each));
  }

  private static Value places(List<Double> weights, Value prediction, Value target, Formula f) {
    Scope scope = f.scope();
    Shape shape = prediction.shape();
    if (target.type() != DataType.INT64 && target.shape().last().size().fixed().orElse(0) == 1) {
      // A yes is above 1/2.
      Value yes = f.times(f.greater(target, 0.5), weights.get(1) - weights.get(0));
      return f.sum(f.plus(yes, weights.get(0)), -1);
    }
    Value label = target.type() == DataType.INT64 ? target : scope.op(new ArgMax(), target);
    if (label.shape().rank() != shape.rank() - 1) {
      throw new DeclarationException(
          "expected a class for each of %s, got a target %s. Give the rows weights: Dataset.weights(...)."
              .formatted(shape.unpadded(), target.shape().unpadded()));
    }
    Value table = scope.op(new Reshape(List.of(1L)), scope.constant(weights));
    return f.sum(scope.op(new Gather(), table, label), -1);
  }
}
