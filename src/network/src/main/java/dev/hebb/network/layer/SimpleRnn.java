package dev.hebb.network.layer;

import dev.hebb.graph.Initializer;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Rank;
import java.util.List;

/**
 * The plain recurrent layer: {@code h = f(x·W + h₋₁·R + b)}.
 *
 * <p>{@code [batch, time, features] -> [batch, units]}; all steps with {@code returnSequences()}.
 *
 * <p>Parameters: {@code kernel [units, features]} and {@code recurrent_kernel [units, units]}
 * (Keras has both transposed), {@code bias [units]}. Keras: SimpleRNN (Elman 1990).
 */
public record SimpleRnn<O extends Rank>(int units, RecurrentOptions options)
    implements FusedRecurrent<O> {
  /** Tanh, with bias, last step only. */
  public static SimpleRnn<Rank.Vector> of(int units) {
    return new SimpleRnn<>(units, RecurrentOptions.DEFAULT);
  }

  /** Puts out every step, not only the last. */
  public SimpleRnn<Rank.Sequence> returnSequences() {
    return new SimpleRnn<>(units, options.withSequences());
  }

  /** The function of the new content. */
  public SimpleRnn<O> activation(Activation other) {
    return new SimpleRnn<>(units, options.activation(other));
  }

  @Override
  public SimpleRnn<O> goBackwards() {
    return new SimpleRnn<>(units, options.goBackwards());
  }

  /** Without bias. */
  public SimpleRnn<O> noBias() {
    return new SimpleRnn<>(units, options.noBias());
  }

  @Override
  public String kind() {
    return "simple_rnn";
  }

  @Override
  public String declaration() {
    return options.declaration("simpleRnn(" + units + ")", false);
  }

  @Override
  public Cell cell(boolean lengths) {
    List<Cell.Bias> biases =
        options.bias() ? List.of(new Cell.Bias("bias", Initializer.zeros())) : List.of();
    return new Cell(
        new dev.hebb.graph.op.Rnn(
            units, options.activation(), options.bias(), lengths, options.direction()),
        1,
        biases);
  }
}
