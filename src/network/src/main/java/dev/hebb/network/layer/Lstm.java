package dev.hebb.network.layer;

import dev.hebb.graph.Initializer;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Rank;
import java.util.List;

/**
 * Long short-term memory; equations with the operator {@link dev.hebb.graph.op.Lstm}.
 *
 * <p>{@code [batch, time, features] -> [batch, units]}; all steps with {@code returnSequences()}.
 *
 * <p>Parameters: {@code kernel [4·units, features]} and {@code recurrent_kernel [4·units, units]}
 * (Keras has both transposed), {@code bias [4·units]}, ones for the forget gate at first. Gates i,
 * f, c̃, o. Keras: LSTM (Hochreiter and Schmidhuber 1997).
 */
public record Lstm<O extends Rank>(int units, RecurrentOptions options)
    implements FusedRecurrent<O> {
  /** Tanh and sigmoid, with bias, last step only. */
  public static Lstm<Rank.Vector> of(int units) {
    return new Lstm<>(units, RecurrentOptions.DEFAULT);
  }

  /** Puts out every step, not only the last. */
  public Lstm<Rank.Sequence> returnSequences() {
    return new Lstm<>(units, options.withSequences());
  }

  /** The function of the new content. */
  public Lstm<O> activation(Activation other) {
    return new Lstm<>(units, options.activation(other));
  }

  /** The function of the gates. */
  public Lstm<O> recurrentActivation(Activation other) {
    return new Lstm<>(units, options.recurrentActivation(other));
  }

  @Override
  public Lstm<O> goBackwards() {
    return new Lstm<>(units, options.goBackwards());
  }

  /** Without bias. */
  public Lstm<O> noBias() {
    return new Lstm<>(units, options.noBias());
  }

  @Override
  public String kind() {
    return "lstm";
  }

  @Override
  public String declaration() {
    return options.declaration("lstm(" + units + ")", false);
  }

  @Override
  public List<Integer> stateUnits() {
    return List.of(units, units);
  }

  @Override
  public Cell cell(boolean lengths) {
    List<Cell.Bias> biases =
        options.bias() ? List.of(new Cell.Bias("bias", new Initializer.GateBias(4, 1))) : List.of();
    return new Cell(
        new dev.hebb.graph.op.Lstm(
            units,
            options.activation(),
            options.recurrentActivation(),
            options.bias(),
            lengths,
            options.direction()),
        4,
        biases);
  }
}
