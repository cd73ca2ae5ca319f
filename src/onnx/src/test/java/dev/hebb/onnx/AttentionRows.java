package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.additiveAttention;
import static dev.hebb.network.Layers.attention;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.multiHeadAttention;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.repeatVector;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.timeDistributed;
import static dev.hebb.network.Layers.vector;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Attended;
import dev.hebb.network.Input;
import dev.hebb.network.Network;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Recurred;
import dev.hebb.network.Stage;
import dev.hebb.network.layer.Attends;
import dev.hebb.network.layer.Remembers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of the contract table that is about attention and first states. */
final class AttentionRows {
  private final Map<String, GraphSource> rows = new LinkedHashMap<>();

  private AttentionRows() {}

  static Map<String, GraphSource> all() {
    AttentionRows table = new AttentionRows();
    table.attends("attention", attention());
    table.attends("attention, scaled", attention().useScale().dropout(0.3));
    table.attends("attention, concat", attention().concat());
    table.attends("attention, concat, scaled", attention().concat().useScale());
    table.attends("additiveAttention", additiveAttention().dropout(0.3));
    table.attends("additiveAttention without scale", additiveAttention().noScale());
    table.attends("multiHeadAttention", multiHeadAttention(2, 3));
    table.attends(
        "multiHeadAttention, other sizes",
        multiHeadAttention(3, 2).valueDim(5).outputShape(7).noBias().dropout(0.3));
    table.itself("attention, causal", attention().useScale().useCausalMask());
    table.itself("additiveAttention, causal", additiveAttention().useCausalMask());
    table.itself("multiHeadAttention, causal", multiHeadAttention(2, 3).useCausalMask());
    table.states("simpleRnn", simpleRnn(3).returnSequences());
    table.states("lstm", lstm(3).activation(Activation.RELU));
    table.states("lstm backwards", lstm(3).goBackwards());
    table.states("gru", gru(3).noBias());
    table.states("bidirectional lstm", bidirectional(lstm(3).returnSequences()).sum());
    table.states("bidirectional gru", bidirectional(gru(3)));
    table.chained();
    return table.rows;
  }

  private static <R extends Rank> Stage<Several, R> begun(Input<R> input, String name) {
    return branch("n", input.named(name));
  }

  private static Input<Sequence> steps(String name) {
    return sequence(ANY, 4).named(name).time(name + "_time");
  }

  private static <I extends Rank> GraphSource both(Attended<I, ? extends Rank> attended) {
    return Network.of(List.of(attended.output(), attended.scores()));
  }

  private void attends(String name, Attends layer) {
    var query = branch("n", steps("query"));
    var value = branch("n", steps("value")).then(dense(4));
    rows.put(name, both(query.then(layer.over(value).returnAttentionScores())));
    rows.put(
        name + ", of fixed lengths",
        begun(sequence(5, 4), "query")
            .then(layer.over(begun(sequence(3, 4), "value")))
            .then(gru(2))
            .build());
    var askers = branch("n", steps("query").withLengths());
    var values = branch("n", steps("value").withLengths());
    rows.put(name + ", padded", both(askers.then(layer.over(values).returnAttentionScores())));
    rows.put(
        name + ", with keys, padded",
        both(askers.then(layer.over(values.then(dense(3)), values).returnAttentionScores())));
    rows.put(
        name + ", of a vector, padded",
        both(begun(vector(4), "query").then(layer.over(values).returnAttentionScores())));
    itself(name + ", of itself", layer);
  }

  private void itself(String name, Attends layer) {
    rows.put(name, both(network("n", sequence(ANY, 4)).then(layer.returnAttentionScores())));
    rows.put(
        name + ", padded",
        network("n", sequence(ANY, 4).withLengths()).then(layer).then(gru(2)).build());
  }

  private void states(String name, Remembers<? extends Rank> layer) {
    List<Stage<Several, Vector>> first = new ArrayList<>();
    for (int i = 0; i < layer.stateUnits().size(); i++) {
      first.add(begun(vector(3), "initial" + i));
    }
    rows.put(
        name + " from states", all(branch("n", steps("x")).then(layer.from(first).returnState())));
    rows.put(
        name + " from states, padded",
        branch("n", steps("x").withLengths()).then(layer.from(first)).build());
    rows.put(name + " from inputs", all(begun(sequence(ANY, 2), "x").then(layer.statefulInputs())));
  }

  private static GraphSource all(Recurred<Several, ? extends Rank> recurred) {
    List<Stage<Several, ? extends Rank>> outputs = new ArrayList<>(List.of(recurred.output()));
    outputs.addAll(recurred.states());
    return Network.of(outputs);
  }

  private void chained() {
    var first = begun(sequence(ANY, 2), "x").then(gru(3).returnSequences().statefulInputs());
    var second = first.output().then(lstm(2).statefulInputs());
    List<Stage<Several, Vector>> outputs = new ArrayList<>(List.of(second.output()));
    outputs.addAll(first.states());
    outputs.addAll(second.states());
    rows.put("recurrences that go on", Network.of(outputs));
    var start = begun(vector(3), "start").then(dense(2));
    rows.put(
        "lstm from one vector twice",
        all(branch("n", steps("x")).then(lstm(2).from(List.of(start, start)).returnState())));
    var encoded = branch("n", steps("source")).then(lstm(4).returnSequences().returnState());
    var decoded =
        branch("n", steps("target")).then(lstm(4).returnSequences().from(encoded.states()));
    Network<Several, Sequence> both =
        decoded.then(attention().over(encoded.output())).then(dense(3)).build();
    rows.put("encoder and decoder", both);
    rows.put(
        "encoder and decoder as a part",
        both.on(List.of(branch("o", steps("a")), branch("o", steps("b")))).then(gru(2)).build());
    rows.put(
        "sequence autoencoder",
        network("n", sequence(4, 2))
            .then(lstm(3))
            .then(repeatVector(4))
            .then(lstm(3).returnSequences())
            .then(timeDistributed(dense(2)))
            .build());
  }
}
