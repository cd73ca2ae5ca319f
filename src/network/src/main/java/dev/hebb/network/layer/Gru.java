package dev.hebb.network.layer;

import dev.hebb.graph.Initializer;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Rank;
import java.util.ArrayList;
import java.util.List;

/**
 * The gated recurrent unit; equations with the operator {@link dev.hebb.graph.op.Gru}.
 *
 * <p>{@code [batch, time, features] -> [batch, units]}; all steps with {@code returnSequences()}.
 *
 * <p>Parameters: {@code kernel [3·units, features]} and {@code recurrent_kernel [3·units, units]}
 * (Keras has both transposed), {@code bias [3·units]} and, with reset after, {@code recurrent_bias
 * [3·units]} (Keras has one of {@code [2, 3·units]}). Gates z, r, h̃. Keras: GRU (Cho et al. 2014).
 *
 * @param resetAfter whether the reset gate is applied after the matrix product, as cuDNN does
 */
public record Gru<O extends Rank>(int units, boolean resetAfter, RecurrentOptions options)
    implements FusedRecurrent<O> {
  /** Tanh and sigmoid, with bias, reset after, last step only. */
  public static Gru<Rank.Vector> of(int units) {
    return new Gru<>(units, true, RecurrentOptions.DEFAULT);
  }

  /** Puts out every step, not only the last. */
  public Gru<Rank.Sequence> returnSequences() {
    return new Gru<>(units, resetAfter, options.withSequences());
  }

  /** The function of the new content. */
  public Gru<O> activation(Activation other) {
    return new Gru<>(units, resetAfter, options.activation(other));
  }

  /** The function of the gates. */
  public Gru<O> recurrentActivation(Activation other) {
    return new Gru<>(units, resetAfter, options.recurrentActivation(other));
  }

  @Override
  public Gru<O> goBackwards() {
    return new Gru<>(units, resetAfter, options.goBackwards());
  }

  /** Without bias. */
  public Gru<O> noBias() {
    return new Gru<>(units, resetAfter, options.noBias());
  }

  /** Whether the reset gate is applied after the matrix product (the default) or before. */
  public Gru<O> resetAfter(boolean other) {
    return new Gru<>(units, other, options);
  }

  @Override
  public String kind() {
    return "gru";
  }

  @Override
  public String declaration() {
    return options.declaration("gru(" + units + ")", !resetAfter);
  }

  @Override
  public Cell cell(boolean lengths) {
    List<Cell.Bias> biases = new ArrayList<>();
    if (options.bias()) {
      biases.add(new Cell.Bias("bias", Initializer.zeros()));
    }
    if (options.bias() && resetAfter) {
      biases.add(new Cell.Bias("recurrent_bias", Initializer.zeros()));
    }
    return new Cell(
        new dev.hebb.graph.op.Gru(
            units,
            options.activation(),
            options.recurrentActivation(),
            options.bias(),
            resetAfter,
            lengths,
            options.direction()),
        3,
        biases);
  }
}
