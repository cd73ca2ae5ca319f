package dev.hebb.graph.op;

import dev.hebb.graph.Value;
import java.util.List;

/**
 * The plain recurrence {@code h = f(W·x + R·h₋₁ + b)} (Elman 1990); layout as in all {@linkplain
 * Recurrence recurrences}, one bias.
 *
 * <p>Inputs: x, kernel, recurrent kernel[, bias][, lengths][, initial h]. Outputs: y, h. ONNX: RNN.
 */
public record Rnn(
    int units, Activation activation, boolean bias, boolean lengths, Direction direction)
    implements Op {
  /** The same where all rows are as long as the time axis. */
  public Rnn withoutLengths() {
    return new Rnn(units, activation, bias, false, direction);
  }

  /** The same, told how long the rows are. */
  public Rnn withLengths() {
    return new Rnn(units, activation, bias, true, direction);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    return Recurrence.infer(inputs, 1, units, bias ? 1 : 0, lengths, 1);
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.rnn(this);
  }

  @Override
  public String type() {
    return "RNN";
  }
}
