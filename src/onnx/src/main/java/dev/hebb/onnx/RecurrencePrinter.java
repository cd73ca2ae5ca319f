package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Node;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Gru;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.Rnn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints a recurrence as the one ONNX node there is for it. ONNX has a leading axis for directions
 * on weights and states, and one behind time on the sequence: they are put on and taken off here.
 */
final class RecurrencePrinter {
  private static final List<Integer> AS_THEY_ARE_1 = List.of(0);
  private static final List<Integer> AS_THEY_ARE_3 = List.of(0, 1, 2);

  private final OnnxMl.GraphProto.Builder graph;
  private final Map<String, String> names;
  private final Constants constants;
  private final Node node;
  private final Set<String> needed;

  RecurrencePrinter(
      OnnxMl.GraphProto.Builder graph,
      Map<String, String> names,
      Constants constants,
      Node node,
      Set<String> needed) {
    this.graph = graph;
    this.names = names;
    this.constants = constants;
    this.node = node;
    this.needed = needed;
  }

  Void rnn(Rnn op) {
    NodeWriter writer =
        begin("RNN", AS_THEY_ARE_1, op.bias() ? 1 : 0, op.lengths(), op.units(), op.direction());
    return end(activations(writer, List.of(op.activation())));
  }

  Void gru(Gru op) {
    NodeWriter writer =
        begin("GRU", AS_THEY_ARE_3, op.biases(), op.lengths(), op.units(), op.direction());
    writer.attribute("linear_before_reset", op.resetAfter() ? 1L : 0L);
    return end(activations(writer, List.of(op.recurrentActivation(), op.activation())));
  }

  Void lstm(Lstm op) {
    NodeWriter writer =
        begin("LSTM", Lstm.ONNX_GATES, op.bias() ? 1 : 0, op.lengths(), op.units(), op.direction());
    return end(
        activations(writer, List.of(op.recurrentActivation(), op.activation(), op.activation())));
  }

  private NodeWriter begin(
      String operator,
      List<Integer> gates,
      int biases,
      boolean lengths,
      int units,
      Direction direction) {
    List<String> inputs = node.inputs();
    Map<String, String> wide = new HashMap<>(); // One value may be several of the states.
    List<String> states = new ArrayList<>();
    for (String state : inputs.subList(3 + biases + (lengths ? 1 : 0), inputs.size())) {
      states.add(wide.computeIfAbsent(state, this::wide));
    }
    NodeWriter writer = new NodeWriter(graph, node.name(), operator);
    writer.in(names.get(inputs.get(0)));
    writer.in(constants.gates(inputs.get(1), gates)).in(constants.gates(inputs.get(2), gates));
    if (biases > 0) {
      writer.in(constants.biases(inputs.subList(3, 3 + biases), gates));
    } else if (lengths || !states.isEmpty()) {
      writer.in("");
    }
    if (lengths) {
      writer.in(narrow(inputs.get(3 + biases)));
    } else if (!states.isEmpty()) {
      writer.in(""); // Every row is as long as the time axis.
    }
    states.forEach(writer::in);
    return writer
        .attribute("hidden_size", (long) units)
        .attribute("direction", direction == Direction.FORWARD ? "forward" : "reverse");
  }

  // ONNX wants int32 here.
  private String narrow(String lengths) {
    String value = node.name() + "/lengths";
    new NodeWriter(graph, value, "Cast")
        .in(names.get(lengths))
        .out(value)
        .attribute("to", (long) ModelPrinter.type(DataType.INT32))
        .done();
    return value;
  }

  private String wide(String state) {
    String value = node.name() + "/" + state;
    new NodeWriter(graph, value, "Unsqueeze")
        .in(constants.param(names.get(state)))
        .in(constants.longs("axis/0", 0))
        .out(value)
        .done();
    return value;
  }

  private Void end(NodeWriter writer) {
    for (int i = 0; i < node.outputs().size(); i++) {
      writer.out(used(i) ? raw(i) : "");
    }
    writer.done();
    for (int i = 0; i < node.outputs().size(); i++) {
      if (used(i)) {
        String value = names.get(node.outputs().get(i).name());
        int axis = i == 0 ? 1 : 0;
        new NodeWriter(graph, value + "/Squeeze", "Squeeze")
            .in(raw(i))
            .in(constants.longs("axis/" + axis, axis))
            .out(value)
            .done();
      }
    }
    return null;
  }

  private boolean used(int output) {
    return needed.contains(node.outputs().get(output).name());
  }

  private String raw(int output) {
    return node.outputs().get(output).name() + "/wide";
  }

  private static NodeWriter activations(NodeWriter writer, List<Activation> functions) {
    List<String> operators = new ArrayList<>();
    List<Double> alphas = new ArrayList<>();
    List<Double> betas = new ArrayList<>();
    for (Activation activation : functions) {
      operators.add(
          switch (activation.function()) {
            case RELU -> "Relu";
            case TANH -> "Tanh";
            case SIGMOID -> "Sigmoid";
            case SOFTPLUS -> "Softplus";
            case SOFTSIGN -> "Softsign";
            case LINEAR -> constant("Affine", 1, 0.0, alphas, betas);
            case LEAKY_RELU -> constant("LeakyRelu", activation.alpha(), null, alphas, betas);
            case ELU -> constant("Elu", activation.alpha(), null, alphas, betas);
            case HARD_SIGMOID -> constant("HardSigmoid", 1.0 / 6, 0.5, alphas, betas);
            default ->
                throw new ExportException(
                    "a recurrent node of ONNX has no activation " + activation + ".");
          });
    }
    writer.strings("activations", operators);
    if (!alphas.isEmpty()) {
      writer.floats("activation_alpha", alphas);
    }
    if (!betas.isEmpty()) {
      writer.floats("activation_beta", betas);
    }
    return writer;
  }

  private static String constant(
      String operator, double alpha, Double beta, List<Double> alphas, List<Double> betas) {
    alphas.add(alpha);
    if (beta != null) {
      betas.add(beta);
    }
    return operator;
  }
}
