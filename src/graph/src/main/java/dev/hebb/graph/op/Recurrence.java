package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the three recurrent operators share. Time is the outermost axis: x {@code [time, batch,
 * features]}, kernel {@code [gates·units, features]}, recurrent kernel {@code [gates·units,
 * units]}, then the biases {@code [gates·units]} if any, then the lengths of the rows (whole
 * numbers, {@code [batch]}) if said, then the initial states {@code [batch, units]} if any (zeros
 * otherwise). Out come y {@code [time, batch, units]} and the last states {@code [batch, units]}.
 * With lengths y is zero beyond a row's end, the last states are those at it, and a reversed
 * recurrence begins there. Kernels are Keras's, transposed; the order of the gates along the first
 * axis is the operator's own. ONNX has a leading axis for directions, which the exporter adds.
 */
final class Recurrence {
  private Recurrence() {}

  static List<Output> infer(
      List<Value> inputs, int gates, int units, int biases, boolean lengths, int states) {
    Shape x = inputs.get(0).shape();
    if (x.rank() != 3) {
      throw new DeclarationException(
          "expected [time, batch, features], got " + x + ". Feed a sequence.");
    }
    requireLengths(x, lengths ? Optional.of(inputs.get(3 + biases)) : Optional.empty());
    Layout.require(inputs.get(1), Size.of((long) gates * units), x.last().size());
    Layout.require(inputs.get(2), Size.of((long) gates * units), Size.of(units));
    for (int i = 0; i < biases; i++) {
      Layout.require(inputs.get(3 + i), Size.of((long) gates * units));
    }
    int first = 3 + biases + (lengths ? 1 : 0);
    int given = inputs.size() - first;
    if (given != 0 && given != states) {
      throw new DeclarationException(
          "expected " + states + " initial states or none, got " + given + ". Give all of them.");
    }
    Dim hidden = Dim.of(x.last().name(), units);
    for (int i = 0; i < given; i++) {
      Layout.require(inputs.get(first + i), x.dim(1).size(), hidden.size());
    }
    List<Output> outputs = new ArrayList<>(Output.of(x.with(-1, hidden)));
    for (int i = 0; i < states; i++) {
      outputs.addAll(Output.of(Shape.of(x.dim(1), hidden)));
    }
    return outputs;
  }

  /** Rows that are padded along the time have lengths. */
  static void requireLengths(Shape x, Optional<Value> lengths) {
    if (lengths.isPresent()) {
      Value given = lengths.orElseThrow();
      Layout.require(given, x.dim(1).size());
      if (given.type() != DataType.INT64) {
        throw new DeclarationException(
            "expected lengths as whole numbers (INT64), got %s of %s. Give the length of each row."
                .formatted(given, given.type()));
      }
    } else if (x.dim(0).padded()) {
      throw new DeclarationException(
          "expected the lengths of the rows, which are padded along %s, got none. Give Scope.lengths(...) to the operator."
              .formatted(x.dim(0)));
    }
  }
}
