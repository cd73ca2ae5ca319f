package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;

/**
 * Local response normalisation over neighbouring channels, as AlexNet has it; formula with the
 * operator {@link dev.hebb.graph.op.Lrn}.
 *
 * <p>{@code [batch, height, width, channels] -> [batch, height, width, channels]}. Keras has none;
 * the constants are those of ONNX and PyTorch, where α is divided by the number of channels.
 */
public record Lrn(int size, double alpha, double beta, double bias)
    implements SameRank<Rank.Image> {
  /** Over this many channels, with α = 1e-4, β = 0.75, bias = 1. */
  public static Lrn of(int size) {
    return new Lrn(size, 1e-4, 0.75, 1);
  }

  /** With another α, which is divided by the number of channels. */
  public Lrn alpha(double other) {
    return new Lrn(size, other, beta, bias);
  }

  /** With another exponent. */
  public Lrn beta(double other) {
    return new Lrn(size, alpha, other, bias);
  }

  /** With another number in place of the 1 that keeps the divisor above zero. */
  public Lrn bias(double other) {
    return new Lrn(size, alpha, beta, other);
  }

  @Override
  public String kind() {
    return "local_response_normalization";
  }

  @Override
  public String declaration() {
    return new Text("localResponseNormalization(" + size + ")")
        .when(alpha != 1e-4, "alpha(" + alpha + ")")
        .when(beta != 0.75, "beta(" + beta + ")")
        .when(bias != 1, "bias(" + bias + ")")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Checks.positive("a size", size);
    dev.hebb.graph.op.Lrn op = new dev.hebb.graph.op.Lrn(size, alpha, beta, bias);
    return Channels.last(scope.op(op, Channels.first(input, scope)), scope);
  }
}
