package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Fans;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Gru;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Rnn;
import dev.hebb.network.Network;
import dev.hebb.network.Rank;
import dev.hebb.network.Stage;
import dev.hebb.network.layer.Recurrent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of the contract table that goes through time. */
final class RecurrentRows {
  private final Map<String, GraphSource> rows = new LinkedHashMap<>();

  private RecurrentRows() {}

  static Map<String, GraphSource> all() {
    RecurrentRows table = new RecurrentRows();
    table.recurrences();
    table.initialStates();
    return table.rows;
  }

  private void recurrences() {
    for (boolean bias : new boolean[] {true, false}) {
      for (boolean backwards : new boolean[] {true, false}) {
        String name = (bias ? " bias" : " no bias") + (backwards ? " backwards" : "");
        var rnn = bias ? simpleRnn(3) : simpleRnn(3).noBias();
        var lstm = bias ? lstm(3) : lstm(3).noBias();
        var after = bias ? gru(3) : gru(3).noBias();
        rnn = backwards ? rnn.goBackwards() : rnn;
        lstm = backwards ? lstm.goBackwards() : lstm;
        after = backwards ? after.goBackwards() : after;
        var before = after.resetAfter(false);
        both("rnn" + name, rnn, rnn.returnSequences());
        both("lstm" + name, lstm, lstm.returnSequences());
        both("gru reset after" + name, after, after.returnSequences());
        both("gru reset before" + name, before, before.returnSequences());
      }
    }
  }

  private void both(String name, Recurrent<Rank.Vector> last, Recurrent<Rank.Sequence> steps) {
    var input = network("n", sequence(ANY, 2));
    rows.put(name, input.then(last).build());
    var out = input.then(steps.returnState());
    List<Stage<Rank.Sequence, ?>> all = new ArrayList<>();
    all.add(out.output().output("steps", ""));
    for (int i = 0; i < out.states().size(); i++) {
      all.add(out.states().get(i).output("state" + i, ""));
    }
    rows.put(name + ", steps and states", Network.of(all));
  }

  private void initialStates() {
    Activation tanh = Activation.TANH;
    Activation sigmoid = Activation.SIGMOID;
    rows.put(
        "rnn from a state", stateful(new Rnn(3, tanh, true, false, Direction.FORWARD), 1, 1, 1));
    rows.put(
        "lstm from states",
        stateful(new Lstm(3, tanh, sigmoid, true, false, Direction.FORWARD), 4, 1, 2));
    rows.put(
        "lstm from states, no bias",
        stateful(new Lstm(3, tanh, tanh, false, false, Direction.REVERSE), 4, 0, 2));
    rows.put(
        "gru from a state",
        stateful(new Gru(3, tanh, sigmoid, true, true, false, Direction.REVERSE), 3, 2, 1));
  }

  private static GraphSource stateful(Op op, int gates, int biases, int states) {
    GraphBuilder graph = new GraphBuilder("n");
    Dim time = Dim.free("time");
    Dim batch = Dim.free("batch");
    List<Value> in = new ArrayList<>();
    in.add(graph.input("x", Shape.of(time, batch, Dim.of("features", 2)), DataType.FLOAT32, ""));
    Initializer random = Initializer.glorotUniform();
    in.add(
        graph.param(new Param("n/kernel", List.of(gates * 3L, 2L), random, new Fans(2, 3), true)));
    in.add(
        graph.param(
            new Param("n/recurrent", List.of(gates * 3L, 3L), random, new Fans(3, 3), true)));
    for (int i = 0; i < biases; i++) {
      in.add(
          graph.param(new Param("n/bias" + i, List.of(gates * 3L), random, new Fans(3, 3), true)));
    }
    for (int i = 0; i < states; i++) {
      in.add(graph.input("s" + i, Shape.of(batch, Dim.of("features", 3)), DataType.FLOAT32, ""));
    }
    List<Value> out = graph.add("n/op", op, in);
    List<Port> ports = new ArrayList<>();
    for (int i = 0; i < out.size(); i++) {
      ports.add(new Port("y" + i, out.get(i), ""));
    }
    return graph.build(ports);
  }
}
