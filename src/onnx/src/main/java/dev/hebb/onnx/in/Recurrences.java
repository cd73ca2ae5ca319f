package dev.hebb.onnx.in;

import dev.hebb.graph.Size;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Gru;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Rnn;
import dev.hebb.graph.op.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * RNN, GRU and LSTM, one direction or both. Weights are laid out for the graph: without the axis of
 * directions, an LSTM's gates in the graph's order; biases that only appear as a sum are one.
 */
final class Recurrences {
  // Where the graph's gates i, f, c̃, o stand in ONNX's order i, o, f, c̃.
  private static final List<Integer> LSTM = List.of(0, 2, 3, 1);

  private final Call at;
  private final int gates;
  private final int states;
  private final boolean batchFirst;
  private final int units;
  private final Value x;

  private Recurrences(Call at, int gates, int states) {
    this.at = at;
    this.gates = gates;
    this.states = states;
    this.batchFirst = at.attributes().flag("layout", false);
    Value fed = at.floats(0);
    this.x = batchFirst ? new Views(at.scope()).transposed(fed, List.of(1, 0, 2)) : fed;
    this.units =
        Math.toIntExact(
            at.attributes().whole("hidden_size").orElseGet(() -> known(2).dims().get(2)));
    if (at.attributes().has("clip") || at.attributes().flag("input_forget", false)) {
      throw at.unsupported("clip or input_forget");
    }
  }

  static List<Item> rnn(Call at) {
    return new Recurrences(at, 1, 1).both();
  }

  static List<Item> gru(Call at) {
    return new Recurrences(at, 3, 1).both();
  }

  static List<Item> lstm(Call at) {
    if (at.has(7)) {
      throw at.unsupported("a peephole");
    }
    return new Recurrences(at, 4, 2).both();
  }

  private Known known(int input) {
    return at.known(input);
  }

  private List<Item> both() {
    String direction = at.attributes().text("direction", "forward");
    List<List<Value>> ways = new ArrayList<>();
    boolean two = direction.equals("bidirectional");
    if (two || direction.equals("forward")) {
      ways.add(one(0, Direction.FORWARD));
    }
    if (two || direction.equals("reverse")) {
      ways.add(one(two ? 1 : 0, Direction.REVERSE));
    }
    if (ways.isEmpty()) {
      throw at.unsupported("the direction \"" + direction + "\"");
    }
    List<Item> made = new ArrayList<>();
    for (int i = 0; i <= states; i++) {
      int output = i;
      int axis = batchFirst ? (i == 0 ? 2 : 1) : i == 0 ? 1 : 0;
      Value[] wide =
          ways.stream().map(way -> wide(way.get(output), output == 0, axis)).toArray(Value[]::new);
      Value joined = wide.length == 1 ? wide[0] : at.scope().op(new Concat(axis), wide);
      made.addAll(Call.out(joined));
    }
    return made;
  }

  // The axis of directions; the batch first if the file has it so.
  private Value wide(Value value, boolean steps, int axis) {
    Views views = new Views(at.scope());
    Value turned = steps && batchFirst ? views.transposed(value, List.of(1, 0, 2)) : value;
    return views.unsqueezed(turned, List.of(axis));
  }

  private List<Value> one(int way, Direction direction) {
    List<Activation> functions = functions(way);
    boolean bias = at.has(3);
    boolean after = at.attributes().flag("linear_before_reset", false);
    boolean lengths = at.has(4);
    Op op =
        switch (gates) {
          case 1 -> new Rnn(units, functions.get(0), bias, lengths, direction);
          case 3 ->
              new Gru(units, functions.get(1), functions.get(0), bias, after, lengths, direction);
          default -> lstm(functions, bias, lengths, direction);
        };
    List<Value> operands = new ArrayList<>(List.of(x, weight(1, way, ""), weight(2, way, "")));
    if (bias && gates == 3 && after) {
      operands.add(bias(way, "input", true, false));
      operands.add(bias(way, "recurrent", false, true));
    } else if (bias) {
      operands.add(bias(way, "", true, true));
    }
    if (lengths) {
      operands.add(Types.wholes(at.value(4), at.scope()));
    }
    states(way).ifPresent(operands::addAll);
    return at.scope().ops(op, operands.toArray(Value[]::new));
  }

  private Op lstm(List<Activation> functions, boolean bias, boolean lengths, Direction direction) {
    if (!functions.get(1).equals(functions.get(2))) {
      throw at.unsupported("one activation for the cell and another for its output");
    }
    return new Lstm(units, functions.get(1), functions.get(0), bias, lengths, direction);
  }

  private Optional<List<Value>> states(int way) {
    boolean some = at.has(5) || at.has(6);
    if (!some) {
      return Optional.empty();
    }
    List<Value> given = new ArrayList<>();
    for (int i = 0; i < states; i++) {
      if (!at.has(5 + i)) {
        throw at.unsupported("one initial state without the other");
      }
      Value state = at.value(5 + i);
      int axis = batchFirst ? 1 : 0;
      Value part =
          state.shape().dim(axis).size().equals(Size.of(1))
              ? state
              : at.scope().op(Slice.of(axis, way, 1), state);
      given.add(new Views(at.scope()).squeezed(part, List.of(axis)));
    }
    return Optional.of(given);
  }

  // [directions, gates·units, columns]
  private Value weight(int input, int way, String suffix) {
    Tensor all = known(input).floats();
    Tensor own = all.rows(way, way + 1);
    long[] dims = all.dims();
    return at.reading()
        .items()
        .laidOut(name(input, way, all, suffix), ordered(own.reshaped(dims[1], dims[2])));
  }

  private String name(int input, int way, Tensor all, String suffix) {
    String name = at.item(input).name();
    String side = all.dims()[0] == 1 ? "" : way == 0 ? "/forward" : "/reverse";
    return name + side + (suffix.isEmpty() ? "" : "/" + suffix);
  }

  // [directions, 2·gates·units]: the input's, then the recurrent one.
  private Value bias(int way, String suffix, boolean first, boolean second) {
    Tensor all = known(3).floats();
    float[] both = all.rows(way, way + 1).toFloats();
    int half = both.length / 2;
    float[] values = new float[half];
    for (int i = 0; i < half; i++) {
      values[i] = (first ? both[i] : 0) + (second ? both[half + i] : 0);
    }
    return at.reading()
        .items()
        .laidOut(name(3, way, all, suffix), ordered(Tensor.of(values, half)));
  }

  private Tensor ordered(Tensor tensor) {
    if (gates != 4) {
      return tensor;
    }
    long block = tensor.dims()[0] / 4;
    float[] values = new float[Math.toIntExact(tensor.size())];
    int placed = 0;
    for (int gate : LSTM) {
      Tensor part = tensor.rows(gate * block, (gate + 1) * block);
      part.floats().get(values, placed, Math.toIntExact(part.size()));
      placed += Math.toIntExact(part.size());
    }
    return Tensor.of(values, tensor.dims());
  }

  private List<Activation> functions(int way) {
    int count = gates == 1 ? 1 : gates == 3 ? 2 : 3;
    List<String> names = at.attributes().texts("activations");
    if (names.isEmpty()) {
      return gates == 1
          ? List.of(Activation.TANH)
          : gates == 3
              ? List.of(Activation.SIGMOID, Activation.TANH)
              : List.of(Activation.SIGMOID, Activation.TANH, Activation.TANH);
    }
    List<Double> alphas =
        new ArrayList<>(at.attributes().floats("activation_alpha").orElse(List.of()));
    List<Double> betas =
        new ArrayList<>(at.attributes().floats("activation_beta").orElse(List.of()));
    List<Activation> functions = new ArrayList<>();
    for (String name : names) {
      functions.add(function(name.toLowerCase(Locale.ROOT), alphas, betas));
    }
    return functions.subList(way * count, (way + 1) * count);
  }

  // Each takes its constants from the front.
  private Activation function(String name, List<Double> alphas, List<Double> betas) {
    return switch (name) {
      case "relu" -> Activation.RELU;
      case "tanh" -> Activation.TANH;
      case "sigmoid" -> Activation.SIGMOID;
      case "softplus" -> Activation.SOFTPLUS;
      case "softsign" -> Activation.SOFTSIGN;
      case "leakyrelu" -> Activation.leakyRelu(next(alphas, 0.01));
      case "elu" -> Activation.elu(next(alphas, 1));
      case "thresholdedrelu" -> Activation.thresholdedRelu(next(alphas, 1));
      case "affine" -> exactly(Activation.LINEAR, next(alphas, 1) == 1 && next(betas, 0) == 0);
      case "hardsigmoid" ->
          exactly(
              new Activation(Function.HARD_SIGMOID, 0),
              Math.abs(next(alphas, 0.2) - 1.0 / 6) < 1e-6 && next(betas, 0.5) == 0.5);
      default -> throw at.unsupported("the activation " + name);
    };
  }

  private Activation exactly(Activation activation, boolean same) {
    if (!same) {
      throw at.unsupported(
          "the activation %s with other constants than Keras's".formatted(activation));
    }
    return activation;
  }

  private static double next(List<Double> constants, double otherwise) {
    return constants.isEmpty() ? otherwise : constants.remove(0);
  }
}
