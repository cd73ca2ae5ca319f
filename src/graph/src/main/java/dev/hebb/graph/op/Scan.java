package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A recurrence of any kind: its body, which is a graph, runs at each step of a sequence and hands
 * its states on to the next.
 *
 * <p>Inputs: [first states {@code [batch, ...]},] x {@code [time, batch, ...]}, what the body reads
 * beside[, lengths INT64 {@code [batch]}]; a state whose first one is not given begins at zero.
 * Outputs: what the body puts out, {@code [time, batch, ...]}, then the last states. ONNX: Scan.
 *
 * <p>The body's inputs are the states, one step of x, and what it reads beside, which is the same
 * at every step; its outputs are the new states, then what it puts out. It has no parameters: they
 * are read from outside. Its names mean nothing outside, so that a network around may rename what
 * is read.
 *
 * <p>With lengths a row has only so many steps: behind them its states stay as they are, and what
 * it puts out is zero.
 *
 * @param states how many of the body's inputs, and of its outputs, are states
 */
public record Scan(Graph body, int states, Direction direction, boolean lengths) implements Op {
  public Scan {
    boolean fits = states >= 0 && body.inputs().size() > states && body.outputs().size() >= states;
    if (!fits || !body.params().isEmpty()) {
      throw new DeclarationException(
          "expected a body with states (%d) and an input, which gives back the states, without parameters, got %s -> %s with %s. Let it read parameters from outside."
              .formatted(states, values(body.inputs()), values(body.outputs()), body.params()));
    }
  }

  private static List<Value> values(List<Port> ports) {
    return ports.stream().map(Port::value).toList();
  }

  /** How many values the body reads beside its states and the step. */
  public int beside() {
    return body.inputs().size() - states - 1;
  }

  /** How many values it puts out at each step. */
  public int puts() {
    return body.outputs().size() - states;
  }

  /** Where x stands among so many operands: behind the first states that are given. */
  public int sequence(int operands) {
    return operands - 1 - beside() - (lengths ? 1 : 0);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    int given = sequence(inputs.size());
    if (given < 0 || given > states) {
      throw new DeclarationException(
          "expected a sequence, %d values beside it and at most %d first states, got %s. See the operator's layout."
              .formatted(beside() + (lengths ? 1 : 0), states, inputs));
    }
    Shape x = inputs.get(given).shape();
    if (x.rank() < 2) {
      throw new DeclarationException(
          "expected [time, batch, ...], got " + x + ". Feed a sequence.");
    }
    Value last = inputs.get(inputs.size() - 1);
    Recurrence.requireLengths(x, lengths ? Optional.of(last) : Optional.empty());
    List<Output> fed = new ArrayList<>();
    for (int i = 0; i < states; i++) {
      Value state = body.inputs().get(i).value();
      fed.add(i < given ? output(inputs.get(i)) : zeros(state, x.dim(1)));
    }
    fed.add(new Output(new Shape(x.dims().subList(1, x.rank())), inputs.get(given).type()));
    inputs.subList(given + 1, given + 1 + beside()).forEach(value -> fed.add(output(value)));
    List<Output> made = body.infer(fed);
    requireStates(fed, made);
    List<Output> outputs = new ArrayList<>();
    made.subList(states, made.size()).forEach(step -> outputs.add(steps(x, step)));
    outputs.addAll(fed.subList(0, states));
    return outputs;
  }

  private static Output output(Value value) {
    return new Output(value.shape(), value.type());
  }

  private static Output zeros(Value state, Dim batch) {
    Shape shape = state.shape();
    boolean fixed =
        shape.rank() > 0
            && shape.dims().stream().skip(1).allMatch(dim -> dim.size().fixed().isPresent());
    if (!fixed || state.type() != DataType.FLOAT32) {
      throw new DeclarationException(
          "expected a state [batch, ...] of floats and fixed lengths, which can begin at zero, got %s of %s. Give the first states."
              .formatted(shape, state.type()));
    }
    return new Output(shape.with(0, batch), state.type());
  }

  private void requireStates(List<Output> before, List<Output> behind) {
    for (int i = 0; i < states; i++) {
      Shape came = before.get(i).shape();
      Shape goes = behind.get(i).shape();
      if (!came.sameSizes(goes) || before.get(i).type() != behind.get(i).type()) {
        throw new DeclarationException(
            "expected new state %d to be %s, as the old one is, got %s. Give each state back as long as it came."
                .formatted(i, came, goes));
      }
    }
  }

  private static Output steps(Shape x, Output step) {
    Shape shape = step.shape();
    if (shape.rank() < 1 || !shape.dim(0).size().equals(x.dim(1).size())) {
      throw new DeclarationException(
          "expected a step to put out [%s, ...], got %s. Put out a row for each row that came in."
              .formatted(x.dim(1), shape));
    }
    List<Dim> dims = new ArrayList<>(shape.dims());
    dims.add(0, x.dim(0));
    return new Output(new Shape(dims), step.type());
  }

  /**
   * A node of this operator in training, or otherwise: its body is what it is then, and what that
   * does not read is no operand.
   *
   * @param operands what the node reads then
   */
  public Node phase(boolean training, Node node, List<String> operands) {
    Graph then = body.phase(training);
    Set<String> read = then.read();
    int x = sequence(operands.size());
    List<Port> inputs = new ArrayList<>(body.inputs().subList(0, states + 1));
    List<String> kept = new ArrayList<>(operands.subList(0, x + 1));
    for (int i = 0; i < beside(); i++) {
      Port port = body.inputs().get(states + 1 + i);
      if (read.contains(port.value().name())) {
        inputs.add(port);
        kept.add(operands.get(x + 1 + i));
      }
    }
    kept.addAll(operands.subList(x + 1 + beside(), operands.size()));
    Graph lean = new Graph(then.name(), inputs, List.of(), then.nodes(), then.outputs(), List.of());
    return new Node(node.name(), new Scan(lean, states, direction, lengths), kept, node.outputs());
  }

  @Override
  public Op freeze() {
    return new Scan(body.frozen(), states, direction, lengths);
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.scan(this);
  }
}
