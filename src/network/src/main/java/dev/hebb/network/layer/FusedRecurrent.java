package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Op;
import dev.hebb.network.Rank;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A recurrent layer that is one operator, with a kernel, a recurrent kernel and biases, and one
 * node of its own in ONNX.
 */
public interface FusedRecurrent<O extends Rank> extends Recurrent<O> {
  /** What an ONNX recurrent node can say; others would need a loop in place of the one node. */
  Set<Function> ACTIVATIONS =
      EnumSet.of(
          Function.LINEAR,
          Function.RELU,
          Function.LEAKY_RELU,
          Function.TANH,
          Function.SIGMOID,
          Function.HARD_SIGMOID,
          Function.ELU,
          Function.SOFTSIGN,
          Function.SOFTPLUS);

  /** How many numbers it remembers. */
  int units();

  /** What its user chose. */
  RecurrentOptions options();

  /**
   * The operator and the parameters that are its own: {@code [kernel, recurrent kernel,
   * biases...]}.
   *
   * @param lengths whether it is told how long each row is
   */
  Cell cell(boolean lengths);

  @Override
  default boolean sequences() {
    return options().sequences();
  }

  @Override
  default boolean backwards() {
    return options().backwards();
  }

  /**
   * What tells one recurrence from another.
   *
   * @param biases their names and first values
   */
  record Cell(Op op, int gates, List<Bias> biases) {
    record Bias(String name, Initializer initializer) {}
  }

  @Override
  default List<Integer> stateUnits() {
    return List.of(units());
  }

  @Override
  default List<Value> inOrder(Value input, List<Value> first, Scope scope) {
    Checks.positive("units", units());
    possible(options().activation());
    possible(options().recurrentActivation());
    long features = Checks.fixedFeatures(input);
    Optional<Value> lengths = scope.lengths(input, 1);
    Cell cell = cell(lengths.isPresent());
    long rows = (long) cell.gates() * units();
    List<Value> operands = new ArrayList<>();
    operands.add(scope.transpose(input, 1, 0, 2));
    operands.add(
        scope.param(
            "kernel",
            List.of(rows, features),
            Initializer.glorotUniform(),
            new Fans(features, rows, 0)));
    operands.add(
        scope.param(
            "recurrent_kernel",
            List.of(rows, (long) units()),
            new Initializer.Orthogonal(1),
            Fans.NONE));
    for (Cell.Bias bias : cell.biases()) {
      operands.add(scope.param(bias.name(), List.of(rows), bias.initializer(), Fans.NONE));
    }
    lengths.ifPresent(operands::add);
    operands.addAll(first);
    List<Value> results = scope.ops(cell.op(), operands.toArray(Value[]::new));
    List<Value> outputs = new ArrayList<>(results.subList(1, results.size()));
    outputs.add(0, sequences() ? scope.transpose(results.get(0), 1, 0, 2) : results.get(1));
    return outputs;
  }

  private static void possible(Activation activation) {
    if (!ACTIVATIONS.contains(activation.function())) {
      throw new DeclarationException(
          "expected an activation that an ONNX recurrent node knows, got "
              + activation
              + ". Use one of "
              + ACTIVATIONS
              + ", or apply it as a layer behind.");
    }
  }
}
