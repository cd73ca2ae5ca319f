package dev.hebb.graph.op;

import dev.hebb.graph.Value;
import java.util.List;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997; Gers et al. 2000), with f the recurrent
 * activation and g the activation:
 *
 * <pre>
 * i, f, o = f(W·x + R·h₋₁ + b)    c̃ = g(W·x + R·h₋₁ + b)    c = f∘c₋₁ + i∘c̃    h = o∘g(c)
 * </pre>
 *
 * <p>Gate order i, f, c̃, o, which is Keras's and PyTorch's; ONNX has i, o, f, c̃. One bias, as in
 * Keras. Layout as in all {@linkplain Recurrence recurrences}.
 *
 * <p>Inputs: x, kernel, recurrent kernel[, bias][, lengths][, initial h, initial c]. Outputs: y, h,
 * c. ONNX: LSTM.
 */
public record Lstm(
    int units,
    Activation activation,
    Activation recurrentActivation,
    boolean bias,
    boolean lengths,
    Direction direction)
    implements Op {
  /** Where ONNX's gates i, o, f, c̃ stand in this order. */
  public static final List<Integer> ONNX_GATES = List.of(0, 3, 1, 2);

  /** The same where all rows are as long as the time axis. */
  public Lstm withoutLengths() {
    return new Lstm(units, activation, recurrentActivation, bias, false, direction);
  }

  /** The same, told how long the rows are. */
  public Lstm withLengths() {
    return new Lstm(units, activation, recurrentActivation, bias, true, direction);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    return Recurrence.infer(inputs, 4, units, bias ? 1 : 0, lengths, 2);
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.lstm(this);
  }

  @Override
  public String type() {
    return "LSTM";
  }
}
