package dev.hebb.network.layer;

import dev.hebb.graph.LoopBody;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Scan;
import dev.hebb.network.Cell;
import dev.hebb.network.ContextCell;
import dev.hebb.network.Rank;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  public List<Integer> stateUnits() {
    return cell.states();
  }

  @Override
  public List<Value> inOrder(Value input, List<Value> first, Scope scope) {
    return inOrder(input, first, List.of(), scope);
  }

  /** Output and last states, of a cell that reads other values too. */
  List<Value> lowerAll(Value input, List<Value> first, List<Value> contexts, Scope scope) {
    return asRead(inOrder(input, first, contexts, scope), scope);
  }

  private List<Value> inOrder(Value input, List<Value> first, List<Value> contexts, Scope scope) {
    CellStep step = new CellStep(cell, input, contexts, scope);
    int remembered = sequences ? 0 : step.remembered();
    LoopBody body = step.body(sequences);
    Optional<Value> lengths = scope.lengths(input, 1);
    List<Value> operands = new ArrayList<>(first);
    operands.add(scope.transpose(input, 1, 0, 2));
    operands.addAll(body.beside());
    lengths.ifPresent(operands::add);
    Direction direction = backwards ? Direction.REVERSE : Direction.FORWARD;
    Scan scan = new Scan(body.graph(), step.states(), direction, lengths.isPresent());
    List<Value> results = scope.ops(scan, operands.toArray(Value[]::new));
    List<Value> last = results.subList(scan.puts(), results.size());
    List<Value> outputs = new ArrayList<>();
    outputs.add(sequences ? scope.transpose(results.get(0), 1, 0, 2) : last.get(remembered));
    outputs.addAll(last.subList(0, cell.states().size()));
    return outputs;
  }
}
