package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.asSequence;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.frames;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.rnn;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.timeDistributed;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Node;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.network.Cell;
import dev.hebb.network.Network;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Recurred;
import dev.hebb.network.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of the contract table that is about recurrences of a user's own. */
final class CellRows {
  private final Map<String, GraphSource> rows = new LinkedHashMap<>();
  private final boolean padded;

  private CellRows(boolean padded) {
    this.padded = padded;
  }

  static Map<String, GraphSource> all(boolean padded) {
    CellRows table = new CellRows(padded);
    table.cells();
    table.contexts();
    if (!padded) {
      table.frame();
      table.firstStates(1);
      table.firstStates(2);
    }
    return table.rows;
  }

  private void row(String name, Network<?, ?> network) {
    rows.put((padded ? "padded cell " : "cell ") + name, network);
  }

  private Stage<Sequence, Sequence> begun() {
    var input = sequence(ANY, 2);
    return network("n", padded ? input.withLengths() : input);
  }

  private void cells() {
    List<Cell> cells =
        List.of(
            new Cells.MinimalGated(3),
            new Cells.Peephole(3, 4),
            new Cells.KerasGru(3),
            new Cells.KerasLstm(3),
            new Cells.Forgetful(3, 0.5),
            new Cells.Swap(3));
    for (Cell cell : cells) {
      row(cell.kind(), begun().then(rnn(cell)).build());
      var steps = rnn(cell).returnSequences();
      row(cell.kind() + ", steps and states", states(begun().then(steps.returnState())));
      if (!padded) {
        row(
            cell.kind() + ", backwards, steps and states",
            states(begun().then(steps.goBackwards().returnState())));
      }
      row(cell.kind() + ", last, backwards", begun().then(rnn(cell).goBackwards()).build());
    }
    row(
        "in both directions",
        begun()
            .then(bidirectional(rnn(new Cells.Peephole(3, 2)).returnSequences()))
            .then(bidirectional(rnn(new Cells.MinimalGated(2))).sum())
            .then(dense(2))
            .build());
    Network<Sequence, Vector> part = begun().then(rnn(new Cells.MinimalGated(3))).build();
    row("in a part", begun().then(dense(2)).then(part).build());
  }

  private void frame() {
    row(
        "at every frame",
        network("n", frames(3, sequence(4, 2)))
            .then(timeDistributed(rnn(new Cells.Peephole(3, 2))))
            .then(asSequence())
            .build());
  }

  // The operator by itself: time first, and first states that are fed, all or some.
  private void firstStates(int given) {
    Graph layer = begun().then(rnn(new Cells.Peephole(3, 4)).returnSequences()).build().graph();
    Node scan = layer.nodes().get(1);
    GraphBuilder graph = new GraphBuilder("n");
    List<Value> operands = new ArrayList<>();
    Dim batch = Dim.free("batch");
    for (int i = 0; i < given; i++) {
      Shape shape = Shape.of(batch, Dim.of("features", i == 0 ? 4 : 3));
      operands.add(graph.input("state" + i, shape, DataType.FLOAT32, ""));
    }
    Shape sequence = Shape.of(Dim.free("time"), batch, Dim.of("features", 2));
    operands.add(graph.input("x", sequence, DataType.FLOAT32, ""));
    layer.params().forEach(graph::param);
    scan.inputs().stream().skip(1).map(graph::value).forEach(operands::add);
    List<Port> ports = new ArrayList<>();
    graph
        .add("n/op", scan.op(), operands)
        .forEach(out -> ports.add(new Port("y" + ports.size(), out, "")));
    rows.put("cell from " + given + " states", graph.build(ports));
  }

  private static <I extends Rank> Network<I, Several> states(Recurred<I, Sequence> out) {
    List<Stage<I, ?>> all = new ArrayList<>(List.of(out.output().output("steps", "")));
    for (int i = 0; i < out.states().size(); i++) {
      all.add(out.states().get(i).output("state" + i, ""));
    }
    return Network.of(all);
  }

  private void contexts() {
    Stage<Sequence, Sequence> read = begun().then(gru(4).returnSequences());
    row(
        "that reads what was read before",
        begun().then(dense(2)).then(rnn(new Cells.Attention(3)).over(read)).build());
    Stage<Several, Sequence> said = begun("said", 3);
    var heard = begun("heard", 2).then(gru(3).returnSequences().returnState());
    var layer = rnn(new Cells.Attention(3)).returnSequences().over(heard.output());
    var out = said.then(layer.from(heard.states()).returnState());
    row("that reads another input", Network.of(List.of(out.output(), out.states().get(0))));
    if (!padded) {
      row("that is fed its states", states(said.then(layer.statefulInputs())));
    }
  }

  private Stage<Several, Sequence> begun(String name, int features) {
    var input = sequence(ANY, features).named(name);
    return branch("n", padded ? input.withLengths() : input);
  }
}
