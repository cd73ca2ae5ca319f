package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.WhenTraining;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;

/**
 * In training makes each picture brighter or darker, within the range of its numbers; in prediction
 * does nothing.
 *
 * <p>{@code [batch, height, width, channels]}, unchanged. Keras: RandomBrightness.
 *
 * @param factor by which share of the range at most
 * @param least the number of black
 * @param most the number of white; Keras's range is 0 to 255
 */
public record RandomBrightness(double factor, double least, double most)
    implements SameRank<Rank.Image> {
  /** With black and white at these numbers. */
  public RandomBrightness range(double black, double white) {
    return new RandomBrightness(factor, black, white);
  }

  @Override
  public String kind() {
    return "random_brightness";
  }

  @Override
  public String declaration() {
    return new Text("randomBrightness(" + factor + ")")
        .when(least != 0 || most != 255, "range(" + least + ", " + most + ")")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Chance.share("a factor", factor);
    double reach = factor * (most - least);
    Value shift = Chance.uniform(-reach, reach, input, scope);
    Value changed = scope.arithmetic(Operator.ADD, input, shift);
    return scope.op(new WhenTraining(), clipped(changed, least, most, scope), input);
  }

  static Value clipped(Value value, double least, double most, Scope scope) {
    Value above = scope.arithmetic(Operator.MAX, value, scope.constant(least));
    return scope.arithmetic(Operator.MIN, above, scope.constant(most));
  }
}
