package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.WhenTraining;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;

/**
 * In training mirrors every second picture, by chance; in prediction does nothing.
 *
 * <p>{@code [batch, height, width, channels]}, unchanged. Keras: RandomFlip.
 */
public record RandomFlip(boolean horizontal, boolean vertical) implements SameRank<Rank.Image> {
  /** Left and right only. */
  public RandomFlip onlyHorizontal() {
    return new RandomFlip(true, false);
  }

  /** Top and bottom only. */
  public RandomFlip onlyVertical() {
    return new RandomFlip(false, true);
  }

  @Override
  public String kind() {
    return "random_flip";
  }

  @Override
  public String declaration() {
    return new Text("randomFlip()")
        .when(horizontal && !vertical, "onlyHorizontal()")
        .when(vertical && !horizontal, "onlyVertical()")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Value across = horizontal ? flipped(input, 2, scope) : input;
    Value down = vertical ? flipped(across, 1, scope) : across;
    return scope.op(new WhenTraining(), down, input);
  }

  // x + coin·(mirrored - x)
  private static Value flipped(Value x, int axis, Scope scope) {
    Value change = scope.arithmetic(Operator.SUB, scope.reverse(x, axis), x);
    Value chosen = scope.arithmetic(Operator.MUL, Chance.coin(x, scope), change);
    return scope.arithmetic(Operator.ADD, x, chosen);
  }
}
