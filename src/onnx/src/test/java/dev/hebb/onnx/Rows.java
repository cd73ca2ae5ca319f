package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.activation;
import static dev.hebb.network.Layers.asSequence;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.categoryEncoding;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.frames;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.minMaxScaler;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.reshape;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.timeDistributed;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.network.Layers.vector;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Generation;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.ArgMax;
import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Gather;
import dev.hebb.graph.op.GatherElements;
import dev.hebb.graph.op.OneHot;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.TopK;
import dev.hebb.network.Network;
import dev.hebb.network.layer.FusedRecurrent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contract table: a small graph for every operator and option. */
final class Rows {
  private final Map<String, GraphSource> rows = new LinkedHashMap<>();

  private Rows() {}

  static Map<String, GraphSource> all() {
    Rows table = new Rows();
    table.activations();
    table.products();
    table.convolutions();
    table.rows.putAll(RecurrentRows.all());
    table.shapes();
    table.indices();
    table.steps();
    table.generation();
    table.rows.putAll(ViewRows.all());
    table.rows.putAll(ImageRows.all());
    table.rows.putAll(CellRows.all(false));
    table.rows.putAll(PaddedRows.all());
    table.rows.putAll(AttentionRows.all());
    return table.rows;
  }

  private void activations() {
    for (Function function : Function.values()) {
      Activation f = new Activation(function, 0.3);
      Activation before = domain(function);
      rows.put(
          "activation " + function,
          network("n", vector(5)).then(dense(4).activation(before)).then(activation(f)).build());
      if (FusedRecurrent.ACTIVATIONS.contains(function)) {
        rows.put(
            "rnn " + function,
            network("n", sequence(ANY, 2)).then(simpleRnn(3).activation(f)).build());
        rows.put(
            "lstm " + function, network("n", sequence(ANY, 2)).then(lstm(3).activation(f)).build());
        rows.put(
            "lstm gates " + function,
            network("n", sequence(ANY, 2)).then(lstm(3).recurrentActivation(f)).build());
        rows.put(
            "gru " + function, network("n", sequence(ANY, 2)).then(gru(3).activation(f)).build());
        rows.put(
            "gru gates " + function,
            network("n", sequence(ANY, 2)).then(gru(3).recurrentActivation(f)).build());
      }
    }
  }

  // What brings numbers to where the function is defined.
  private static Activation domain(Function function) {
    return switch (function) {
      case SQRT, LOG -> Activation.SOFTPLUS;
      case ASIN, ACOS, ATANH -> Activation.TANH;
      case ACOSH -> new Activation(Function.COSH, 0);
      default -> Activation.LINEAR;
    };
  }

  private void products() {
    rows.put("gemm", network("n", vector(5)).then(dense(4)).build());
    rows.put("matmul", network("n", vector(5)).then(dense(4).noBias()).build());
    rows.put("matmul of a sequence", network("n", sequence(ANY, 5)).then(dense(4)).build());
  }

  private void convolutions() {
    for (int kernel : new int[] {1, 3, 4}) {
      for (int stride : new int[] {1, 2}) {
        var conv = conv1d(4, kernel).stride(stride);
        rows.put(
            "conv valid " + kernel + " " + stride,
            network("n", sequence(ANY, 2)).then(conv).build());
        rows.put(
            "conv causal " + kernel + " " + stride,
            network("n", sequence(ANY, 2)).then(conv.causal()).build());
        rows.put(
            "conv same " + kernel + " " + stride,
            network("n", sequence(9, 2)).then(conv.same()).build());
      }
      rows.put(
          "conv dilated " + kernel,
          network("n", sequence(ANY, 2)).then(conv1d(4, kernel).dilation(2).same()).build());
      rows.put(
          "conv grouped " + kernel,
          network("n", sequence(ANY, 2)).then(conv1d(4, kernel).groups(2).noBias()).build());
    }
  }

  private void shapes() {
    rows.put("flatten", network("n", sequence(4, 3)).then(flatten()).build());
    rows.put("reshape", network("n", sequence(4, 3)).then(reshape(6, 2)).then(reshape(-1)).build());
    rows.put("dropout first", network("n", vector(3)).then(dropout(0.5)).then(dense(2)).build());
    rows.put(
        "dropout last",
        network("n", vector(3)).then(dense(2)).then(dropout(0.5)).then(dropout(0.1)).build());
    rows.put("nothing but dropout", network("n", vector(3)).then(dropout(0.5)).build());
    rows.put(
        "standard scaler",
        network("n", sequence(ANY, 3))
            .then(standardScaler("s"))
            .then(lstm(3))
            .then(dense(3))
            .then(standardScaler("s").inverse())
            .build());
    rows.put(
        "min-max scaler, one feature back",
        network("n", sequence(ANY, 3))
            .then(minMaxScaler("s"))
            .then(gru(3))
            .then(dense(1))
            .then(minMaxScaler("s").inverse(1))
            .build());
    GraphBuilder graph = new GraphBuilder("n");
    Value a =
        graph.input(
            "a",
            Shape.of(Dim.free("batch"), Dim.of("rows", 4), Dim.of("features", 3)),
            DataType.FLOAT32,
            "");
    Value b =
        graph.input(
            "b",
            Shape.of(Dim.free("batch"), Dim.of("rows", 1), Dim.of("features", 3)),
            DataType.FLOAT32,
            "");
    List<Port> ports = new ArrayList<>();
    Scope scope = new Scope(graph, "n");
    Value positive = scope.activate(new Activation(Function.ABS, 0), a);
    for (Operator operator : Operator.values()) {
      Value base = operator == Operator.POW ? positive : a;
      ports.add(new Port(operator.name(), scope.op(new Arithmetic(operator), base, b), ""));
    }
    ports.add(new Port("mean", scope.op(Reduce.all(Reduction.MEAN), a), ""));
    ports.add(new Port("part", scope.op(Slice.of(1, 1, 2), a), ""));
    ports.add(new Port("last", scope.op(Slice.last(1, 2), a), ""));
    ports.add(new Port("tail", scope.op(Slice.withoutFirst(1, 1), a), ""));
    ports.add(new Port("head", scope.op(Slice.withoutLast(1, 1), a), ""));
    Value half = scope.constant(0.5);
    ports.add(new Port("half", half, ""));
    ports.add(new Port("halved", scope.arithmetic(Operator.MUL, half, a), ""));
    ports.add(new Port("reversed", scope.reverse(a, 1), ""));
    ports.add(new Port("transposed", scope.transpose(a, 2, 0, 1), ""));
    rows.put("arithmetic and axes", graph.build(ports));
  }

  private void indices() {
    GraphBuilder graph = new GraphBuilder("n");
    Dim batch = Dim.free("batch");
    Value tokens = graph.input("tokens", Shape.of(batch, Dim.free("time")), DataType.INT64, "");
    Value scores = graph.input("x", Shape.of(batch, Dim.of("classes", 5)), DataType.FLOAT32, "");
    Fans fans = new Fans(7, 3);
    Scope scope = new Scope(graph, "n");
    Value table = scope.param("table", List.of(7L, 3L), Initializer.glorotUniform(), fans);
    Value best = scope.op(new ArgMax(), scores);
    List<Value> top = scope.ops(new TopK(3), scores);
    rows.put(
        "indices",
        graph.build(
            List.of(
                new Port("rows", scope.op(new Gather(), table, tokens), ""),
                new Port("hot", scope.op(new OneHot(7), tokens), ""),
                new Port("best", best, ""),
                new Port("values", top.get(0), ""),
                new Port("places", top.get(1), ""),
                new Port("largest", scope.op(new GatherElements(), scores, best), ""),
                new Port("besthot", scope.op(new OneHot(5), best), ""))));
  }

  private void steps() {
    for (long time : new long[] {ANY, 3}) {
      rows.put(
          "steps " + time,
          network("n", frames(time, image(5, 4, 2)))
              .then(timeDistributed(conv2d(3, 2).activation(Activation.RELU)))
              .then(timeDistributed(flatten()))
              .then(timeDistributed(dense(4)))
              .then(asSequence())
              .then(gru(2))
              .build());
    }
    rows.put(
        "both directions",
        network("n", sequence(ANY, 2))
            .then(bidirectional(lstm(3).returnSequences()))
            .then(bidirectional(gru(2)).mul())
            .build());
    var words = branch("n", tokens(ANY).named("words"));
    var facts = branch("n", vector(3).named("facts"));
    rows.put(
        "several inputs",
        concat(words.then(embedding(9, 4)).then(lstm(3)), facts.then(dense(2)))
            .then(dense(2))
            .build());
    rows.put(
        "category encoding",
        Network.of(
            List.of(
                network("n", tokens(4)).then("a", categoryEncoding(5)),
                network("n", tokens(4)).then("b", categoryEncoding(5).count()),
                network("n", tokens(4)).then("c", categoryEncoding(5).oneHot()))));
  }

  private void generation() {
    Graph whole = Generation.greedy(1, 2).most(5).of(GenerationTest.decoder());
    List<Port> outputs = new ArrayList<>(whole.outputs());
    // What it begins with, too: tokens alone may be zeros.
    outputs.add(new Port("begun", whole.values().get("writer/tanh"), ""));
    rows.put(
        "generated",
        new Graph(whole.name(), whole.inputs(), whole.params(), whole.nodes(), outputs, List.of()));
  }
}
