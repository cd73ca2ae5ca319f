package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Random;
import dev.hebb.graph.op.Random.Distribution;
import dev.hebb.graph.op.Reshape;
import java.util.List;

/** What the layers that augment pictures draw: one number a picture. */
final class Chance {
  private Chance() {}

  /** {@code [batch, 1, 1, 1]}, uniform. */
  static Value uniform(double least, double most, Value picture, Scope scope) {
    return scope.op(new Random(Distribution.UNIFORM, least, most, List.of(1, 2, 3)), picture);
  }

  /** {@code [batch, 1, 1, 1]}, 1 or 0, each as likely. */
  static Value coin(Value picture, Scope scope) {
    return scope.op(new Random(Distribution.BERNOULLI, 0.5, 0, List.of(1, 2, 3)), picture);
  }

  /** {@code [batch, 1, 1, 1] -> [batch, 1]}. */
  static Value flat(Value drawn, Scope scope) {
    return scope.op(new Reshape(List.of(1L)), drawn);
  }

  static Value times(Value value, double factor, Scope scope) {
    return scope.arithmetic(Operator.MUL, value, scope.constant(factor));
  }

  static Value plus(Value value, double term, Scope scope) {
    return scope.arithmetic(Operator.ADD, value, scope.constant(term));
  }

  static void share(String what, double factor) {
    if (!(factor >= 0 && factor <= 1)) {
      throw new DeclarationException(
          "expected %s from 0 to 1, got %s. Give a share, such as 0.1.".formatted(what, factor));
    }
  }

  /** The length of an axis of a picture, which must be fixed. */
  static long fixed(Value picture, int axis) {
    return picture
        .shape()
        .dim(axis)
        .size()
        .fixed()
        .orElseThrow(
            () ->
                new DeclarationException(
                    "expected a picture of a fixed size, got %s. Declare its height and width."
                        .formatted(picture.shape())));
  }
}
