package dev.hebb.training.loss;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Output;
import dev.hebb.graph.op.Range;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;

/**
 * Pulls rows of one class together and pushes others apart, the further they are from where they
 * should be the more (Sun et al. 2020). Prediction {@code [batch, features]}, rows of length 1;
 * target {@code [batch]}: class indices. A row that needs nothing is not counted in the mean.
 * Keras: Circle, of the batch with itself.
 *
 * @param gamma how sharply the worst pairs count
 * @param margin how far from perfect is good enough
 * @param removeDiagonal whether a row is no pair with itself
 */
public record Circle(double gamma, double margin, boolean removeDiagonal) implements Loss {
  // More than any sum of pairs.
  private static final double NOTHING = 1e9;

  public Circle {
    Checks.positive("circle", "a gamma", gamma);
    Checks.share("circle", "a margin", margin);
  }

  /** Another γ than 80. */
  public Circle gamma(double other) {
    return new Circle(other, margin, removeDiagonal);
  }

  /** Another margin than 0.4. */
  public Circle margin(double other) {
    return new Circle(gamma, other, removeDiagonal);
  }

  /** A row is a pair with itself too. */
  public Circle withDiagonal() {
    return new Circle(gamma, margin, false);
  }

  @Override
  public String name() {
    return "circle";
  }

  @Override
  public Output target(Value prediction) {
    return new Output(Shape.of(prediction.shape().dim(0)), DataType.INT64);
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    if (prediction.shape().rank() != 2) {
      throw new DeclarationException(
          "expected [batch, features], got %s. Put out a vector a row."
              .formatted(prediction.shape()));
    }
    Formula f = new Formula(scope);
    Value cosine = scope.op(new MatMul(), prediction, scope.transpose(prediction, 1, 0));
    Value distance = f.max(f.minus(1, cosine), 0);
    Value same = pairs(scope.op(new Cast(DataType.FLOAT32), target), scope);
    Value other = f.minus(1, same);
    if (removeDiagonal) {
      Value rows = scope.op(new Cast(DataType.FLOAT32), scope.op(new Range(0), prediction));
      same = f.times(same, f.minus(1, pairs(rows, scope)));
    }
    Value near = f.times(f.plus(distance, margin), f.minus(margin, distance));
    Value far = f.times(f.max(f.minus(1 + margin, distance), 0), f.minus(1 - margin, distance));
    Value together = worst(f.times(near, -gamma), same, f);
    Value apart = worst(f.times(far, gamma), other, f);
    Value loss = f.softplus(f.plus(together, apart));
    Value counted = f.total(f.greater(loss, 0));
    Value share = f.over(f.total(f.equal(loss, loss)), f.max(counted, 1));
    return f.times(loss, share);
  }

  // [batch] -> [batch, batch]: 1 where two rows have the same number.
  private static Value pairs(Value numbers, Scope scope) {
    Value column = new Formula(scope).column(numbers);
    return new Formula(scope).equal(column, scope.transpose(column, 1, 0));
  }

  // ln Σ eˣ over those pairs; very little where there are none.
  private static Value worst(Value x, Value pairs, Formula f) {
    Value chosen = f.plus(f.times(x, pairs), f.times(f.plus(pairs, -1), NOTHING));
    Value most = f.largest(chosen, 1);
    Value column = f.column(most);
    return f.plus(most, f.log(f.sum(f.exp(f.minus(chosen, column)), 1)));
  }
}
