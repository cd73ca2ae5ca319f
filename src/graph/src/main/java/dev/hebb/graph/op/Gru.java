package dev.hebb.graph.op;

import dev.hebb.graph.Value;
import java.util.List;

/**
 * Gated recurrent unit (Cho et al. 2014), with f the recurrent activation and g the activation:
 *
 * <pre>
 * z, r = f(W·x + b + R·h₋₁ + rb)
 * h̃ = g(W·x + b + r∘(R·h₋₁ + rb))    with reset after, as in Keras and PyTorch
 * h̃ = g(W·x + b + R·(r∘h₋₁) + rb)    without, as in the paper
 * h = z∘h₋₁ + (1 - z)∘h̃
 * </pre>
 *
 * <p>Gate order z, r, h̃, which is Keras's and ONNX's; PyTorch has r, z, h̃. Two biases, the
 * input's and the recurrent one, with reset after; one without. Layout as in all {@linkplain
 * Recurrence recurrences}.
 *
 * <p>Inputs: x, kernel, recurrent kernel[, bias[, recurrent bias]][, lengths][, initial h].
 * Outputs: y, h. ONNX: GRU, {@code linear_before_reset} = reset after.
 */
public record Gru(
    int units,
    Activation activation,
    Activation recurrentActivation,
    boolean bias,
    boolean resetAfter,
    boolean lengths,
    Direction direction)
    implements Op {
  /** Where PyTorch's gates r, z, h̃ stand in this order. */
  public static final List<Integer> TORCH_GATES = List.of(1, 0, 2);

  /** How many biases it has. */
  public int biases() {
    return bias ? resetAfter ? 2 : 1 : 0;
  }

  /** The same where all rows are as long as the time axis. */
  public Gru withoutLengths() {
    return new Gru(units, activation, recurrentActivation, bias, resetAfter, false, direction);
  }

  /** The same, told how long the rows are. */
  public Gru withLengths() {
    return new Gru(units, activation, recurrentActivation, bias, resetAfter, true, direction);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    return Recurrence.infer(inputs, 3, units, biases(), lengths, 1);
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.gru(this);
  }

  @Override
  public String type() {
    return "GRU";
  }
}
