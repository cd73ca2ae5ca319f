package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.LoopBody;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Scan;
import dev.hebb.network.Cell;
import dev.hebb.network.ContextCell;
import dev.hebb.network.Rank;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A recurrent layer of a cell of one's own.
 *
 * <p>{@code [batch, time, features] -> [batch, units]}; all steps with {@code returnSequences()}.
 *
 * <p>Parameters: those of the cell. The first states are zeros. In ONNX it is one Scan node, whose
 * body is the step. Keras: RNN.
 */
public record Rnn<O extends Rank>(ContextCell cell, boolean sequences, boolean backwards)
    implements Recurrent<O> {
  private static final String STEP = "step";

  /** Of that cell, last step only. */
  public static Rnn<Rank.Vector> of(Cell cell) {
    return of(new Alone(cell));
  }

  /** Of that cell, which reads other stages, last step only. */
  public static Rnn<Rank.Vector> of(ContextCell cell) {
    return new Rnn<>(cell, false, false);
  }

  /** A cell that reads nothing else. */
  private record Alone(Cell cell) implements ContextCell {
    @Override
    public String kind() {
      return cell.kind();
    }

    @Override
    public String declaration() {
      return cell.declaration();
    }

    @Override
    public List<Integer> states() {
      return cell.states();
    }

    @Override
    public Cell.Step step(Value input, List<Value> states, List<Value> contexts, Scope scope) {
      return cell.step(input, states, scope);
    }
  }

  /** Puts out every step, not only the last. */
  public Rnn<Rank.Sequence> returnSequences() {
    return new Rnn<>(cell, true, backwards);
  }

  @Override
  public Rnn<O> goBackwards() {
    return new Rnn<>(cell, sequences, true);
  }

  @Override
  public String kind() {
    return cell.kind();
  }

  @Override
  public String declaration() {
    return new Text("rnn(" + cell.declaration() + ")")
        .when(sequences, "returnSequences()")
        .when(backwards, "goBackwards()")
        .toString();
  }

  @Override
  public List<Value> inOrder(Value input, Scope scope) {
    return inOrder(input, List.of(), scope);
  }

  /** Output and last states, of a cell that reads other values too. */
  public List<Value> lowerAll(Value input, List<Value> contexts, Scope scope) {
    return asRead(inOrder(input, contexts, scope), scope);
  }

  private List<Value> inOrder(Value input, List<Value> contexts, Scope scope) {
    GraphBuilder step = new GraphBuilder(STEP);
    Dim batch = input.shape().dim(0);
    Dim features = input.shape().last();
    List<Value> states = new ArrayList<>();
    for (int size : cell.states()) {
      Checks.positive("a state", size);
      Shape shape = Shape.of(batch, Dim.of(features.name(), size));
      states.add(step.input(numbered("state", states.size()), shape, input.type(), ""));
    }
    Value now = step.input("input", Shape.of(batch, features), input.type(), "");
    List<Value> beside = new ArrayList<>(contexts);
    List<Value> read = new ArrayList<>();
    for (Value context : contexts) {
      String name = numbered("context", read.size());
      read.add(step.input(name, context.shape(), context.type(), ""));
    }
    for (Value lengths : lengths(contexts, scope)) {
      step.input(lengths.name(), lengths.shape(), lengths.type(), "");
      beside.add(lengths);
    }
    Cell.Step made = cell.step(now, states, read, new Scope(step, STEP, scope.options()));
    requireFits(made, batch);
    List<Value> next = new ArrayList<>(made.states());
    if (!sequences && !next.contains(made.output())) { // Remembered too, as the last is asked for.
      Shape shape = made.output().shape();
      states.add(step.input("last", shape, made.output().type(), ""));
      next.add(made.output());
    }
    List<Port> ports = new ArrayList<>();
    next.forEach(state -> ports.add(new Port(numbered("next", ports.size()), state, "")));
    if (sequences) {
      ports.add(new Port("output", made.output(), ""));
    }
    List<Port> fed = Stream.concat(states.stream(), Stream.of(now)).map(Port::of).toList();
    LoopBody body = LoopBody.of(step.build(ports), STEP, fed, beside, scope);
    List<Value> results = run(body, states.size(), input, scope);
    List<Value> last = results.subList(sequences ? 1 : 0, results.size());
    List<Value> outputs = new ArrayList<>(last.subList(0, made.states().size()));
    Value output = sequences ? results.get(0) : last.get(next.indexOf(made.output()));
    outputs.add(0, sequences ? scope.transpose(output, 1, 0, 2) : output);
    return outputs;
  }

  // How long the rows of the contexts are, where they are padded.
  private static Set<Value> lengths(List<Value> contexts, Scope scope) {
    Set<Value> lengths = new LinkedHashSet<>();
    for (Value context : contexts) {
      for (Dim dim : context.shape().dims()) {
        dim.size().rowLengths().map(scope.graph()::value).ifPresent(lengths::add);
      }
    }
    return lengths;
  }

  private List<Value> run(LoopBody body, int states, Value input, Scope scope) {
    Optional<Value> lengths = scope.lengths(input, 1);
    List<Value> operands = new ArrayList<>(List.of(scope.transpose(input, 1, 0, 2)));
    operands.addAll(body.beside());
    lengths.ifPresent(operands::add);
    Direction direction = backwards ? Direction.REVERSE : Direction.FORWARD;
    return scope.ops(
        new Scan(body.graph(), states, direction, lengths.isPresent()),
        operands.toArray(Value[]::new));
  }

  private void requireFits(Cell.Step made, Dim batch) {
    if (made.states().size() != cell.states().size()) {
      throw new DeclarationException(
          "expected %d new states, for %s numbers, got %d. Give back one for each."
              .formatted(cell.states().size(), cell.states(), made.states().size()));
    }
    Shape output = made.output().shape();
    boolean fits =
        output.rank() == 2
            && output.dim(0).size().equals(batch.size())
            && output.last().size().fixed().isPresent();
    if (!fits) {
      throw new DeclarationException(
          "expected a step to put out [%s, units], got %s. Give a row of numbers for each row that came in."
              .formatted(batch, output));
    }
  }

  private static String numbered(String name, int index) {
    return index == 0 ? name : name + "_" + index;
  }
}
