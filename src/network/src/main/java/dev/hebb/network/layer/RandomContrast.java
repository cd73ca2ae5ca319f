package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.WhenTraining;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * In training draws each channel of a picture towards its mean, or away from it, within the range
 * of its numbers; in prediction does nothing.
 *
 * <p>{@code [batch, height, width, channels]}, unchanged. Keras: RandomContrast.
 *
 * @param factor by which share at most
 * @param least the number of black
 * @param most the number of white; Keras's range is 0 to 255
 */
public record RandomContrast(double factor, double least, double most)
    implements SameRank<Rank.Image> {
  /** With black and white at these numbers. */
  public RandomContrast range(double black, double white) {
    return new RandomContrast(factor, black, white);
  }

  @Override
  public String kind() {
    return "random_contrast";
  }

  @Override
  public String declaration() {
    return new Text("randomContrast(" + factor + ")")
        .when(least != 0 || most != 255, "range(" + least + ", " + most + ")")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Chance.share("a factor", factor);
    Value mean = scope.op(new Reduce(Reduction.MEAN, List.of(1, 2), true), input);
    Value apart = scope.arithmetic(Operator.SUB, input, mean);
    Value scale = Chance.uniform(1 - factor, 1 + factor, input, scope);
    Value changed =
        scope.arithmetic(Operator.ADD, scope.arithmetic(Operator.MUL, apart, scale), mean);
    Value within = RandomBrightness.clipped(changed, least, most, scope);
    return scope.op(new WhenTraining(), within, input);
  }
}
