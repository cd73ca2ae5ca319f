package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.LoopBody;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.network.Cell;
import dev.hebb.network.ContextCell;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a cell does at one step, as a graph by itself: states and input in, states and output out.
 */
final class CellStep {
  private static final String NAME = "step";

  private final GraphBuilder graph = new GraphBuilder(NAME);
  private final ContextCell cell;
  private final Scope scope;
  private final Dim batch;
  private final List<Value> states = new ArrayList<>();
  private final List<Value> next = new ArrayList<>();
  private final List<Value> beside = new ArrayList<>();
  private final Value input;
  private final Value output;

  /**
   * Lets the cell write it down.
   *
   * @param sequence {@code [batch, time, features]}
   * @param contexts what it reads whole
   */
  CellStep(ContextCell cell, Value sequence, List<Value> contexts, Scope scope) {
    this.cell = cell;
    this.scope = scope;
    Dim features = sequence.shape().last();
    batch = sequence.shape().dim(0);
    for (int size : cell.states()) {
      Checks.positive("a state", size);
      Shape shape = Shape.of(batch, Dim.of(features.name(), size));
      states.add(graph.input(numbered("state", states.size()), shape, sequence.type(), ""));
    }
    input = graph.input("input", Shape.of(batch, features), sequence.type(), "");
    List<Value> read = new ArrayList<>();
    for (Value context : contexts) {
      read.add(read(numbered("context", read.size()), context));
    }
    // As it is called outside, for the shapes of the contexts say its name.
    lengths(contexts).forEach(lengths -> read(lengths.name(), lengths));
    Cell.Step made = cell.step(input, states, read, new Scope(graph, NAME, scope.options()));
    requireFits(made);
    next.addAll(made.states());
    output = made.output();
  }

  private Value read(String name, Value outside) {
    beside.add(outside);
    return graph.input(name, outside.shape(), outside.type(), "");
  }

  // How long the rows of the contexts are, where they are padded.
  private Set<Value> lengths(List<Value> contexts) {
    Set<Value> lengths = new LinkedHashSet<>();
    for (Value context : contexts) {
      for (Dim dim : context.shape().dims()) {
        dim.size().rowLengths().map(scope.graph()::value).ifPresent(lengths::add);
      }
    }
    return lengths;
  }

  private void requireFits(Cell.Step made) {
    if (made.states().size() != states.size()) {
      throw new DeclarationException(
          "expected new states of %s numbers, got %d states. Give back one for each old one."
              .formatted(cell.states(), made.states().size()));
    }
    Shape shape = made.output().shape();
    boolean fits =
        shape.rank() == 2
            && shape.dim(0).size().equals(batch.size())
            && shape.last().size().fixed().isPresent();
    if (!fits) {
      throw new DeclarationException(
          "expected a step to put out [%s, units], got %s. Give a row of numbers for each row that came in."
              .formatted(batch, shape));
    }
  }

  /** Which of the states is the output: one more, if none of them is. */
  int remembered() {
    if (!next.contains(output)) {
      states.add(graph.input("last", output.shape(), output.type(), ""));
      next.add(output);
    }
    return next.indexOf(output);
  }

  /** How many states there are. */
  int states() {
    return states.size();
  }

  /**
   * As what is repeated.
   *
   * @param puts whether the output comes out at each step
   */
  LoopBody body(boolean puts) {
    List<Port> ports = new ArrayList<>();
    next.forEach(state -> ports.add(new Port(numbered("next", ports.size()), state, "")));
    if (puts) {
      ports.add(new Port("output", output, ""));
    }
    List<Port> fed = Stream.concat(states.stream(), Stream.of(input)).map(Port::of).toList();
    return LoopBody.of(graph.build(ports), NAME, fed, beside, scope);
  }

  private static String numbered(String name, int index) {
    return index == 0 ? name : name + "_" + index;
  }
}
