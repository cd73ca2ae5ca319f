package dev.hebb.graph;

import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts in front of a network the operators that make its input of a picture's bytes. */
record PictureFront(PictureInput how, String input) {
  // ITU-R BT.601
  private static final List<Double> LUMA = List.of(0.299, 0.587, 0.114);
  private static final int COLOURS = 3;
  private static final int LEAST = 2;

  Model before(Model model) {
    Graph network = model.graph();
    try {
      how.size().check();
      Port wanted = wanted(network);
      List<String> sides = sides(network, wanted);
      Graph graph = before(network, wanted, sides);
      Map<String, String> notes = new TreeMap<>(model.notes());
      notes.remove("range." + input);
      notes.remove("prepared." + input);
      notes.put("picture." + input, how.toString());
      if (!how.size().kept()) {
        // Probed with pictures that are smaller and larger, and not square.
        int high = Math.max(how.size().rows() * 3 / 4, LEAST);
        int wide = Math.max(how.size().columns(), LEAST);
        notes.put("dim." + sides.get(0), Integer.toString(high));
        notes.put("dim." + sides.get(1), Integer.toString(wide));
      }
      return new Model(graph, model.weights(), notes);
    } catch (DeclarationException refused) {
      throw refused.at("%s/%s (%s)".formatted(network.name(), input, how));
    }
  }

  private Port wanted(Graph network) {
    List<String> names = network.inputs().stream().map(Port::name).toList();
    Port wanted =
        network.inputs().stream()
            .filter(port -> port.name().equals(input))
            .findFirst()
            .orElseThrow(
                () ->
                    new DeclarationException(
                        "expected an input, of %s, got none. Name one of them.".formatted(names)));
    Value value = wanted.value();
    if (value.type() != DataType.FLOAT32 || value.shape().rank() != 4) {
      throw new DeclarationException(
          "expected an input of floats [batch, height, width, channels], got %s %s. Name one that takes pictures."
              .formatted(value.type(), value.shape()));
    }
    return wanted;
  }

  // Named after the input where another one has the plain names.
  private List<String> sides(Graph network, Port wanted) {
    boolean taken =
        network.inputs().stream()
            .filter(port -> !port.equals(wanted))
            .flatMap(port -> port.value().shape().sizes().stream())
            .anyMatch(size -> List.of("height", "width").contains(size.toString()));
    return taken ? List.of(input + "_height", input + "_width") : List.of("height", "width");
  }

  private Graph before(Graph network, Port wanted, List<String> sides) {
    GraphBuilder builder = new GraphBuilder(network.name());
    Map<String, Value> made = new HashMap<>();
    for (Port port : network.inputs()) {
      Value value =
          port.equals(wanted)
              ? builder.input(input, fed(wanted.value().shape(), sides), DataType.UINT8, "")
              : builder.input(port.name(), port.value().shape(), port.value().type(), port.unit());
      made.put(port.value().name(), value);
    }
    network.params().forEach(param -> made.put(param.name(), builder.param(param)));
    Value ready = lowered(builder.value(input), new Scope(builder, input));
    require(wanted.value().shape(), ready.shape());
    made.put(wanted.value().name(), ready);
    for (Node node : network.nodes()) {
      List<Value> operands = node.inputs().stream().map(made::get).toList();
      List<Value> outputs = builder.add(node.name(), node.op(), operands);
      for (int i = 0; i < outputs.size(); i++) {
        made.put(node.outputs().get(i).name(), outputs.get(i));
      }
    }
    network.sections().forEach(builder::section);
    return builder.build(
        network.outputs().stream()
            .map(port -> new Port(port.name(), made.get(port.value().name()), port.unit()))
            .toList());
  }

  private Shape fed(Shape wanted, List<String> sides) {
    boolean kept = how.size().kept();
    return Shape.of(
        wanted.dim(0),
        kept ? wanted.dim(1) : new Dim("height", Size.symbol(sides.get(0))),
        kept ? wanted.dim(2) : new Dim("width", Size.symbol(sides.get(1))),
        Dim.of("channels", COLOURS));
  }

  private Value lowered(Value bytes, Scope scope) {
    Value numbers = scope.op(new Cast(DataType.FLOAT32), bytes);
    if (how.channels() == 1) {
      Value parts = scope.arithmetic(Operator.MUL, numbers, scope.constant(LUMA));
      numbers = scope.op(new Reduce(Reduction.SUM, List.of(3), true), parts);
    }
    if (!how.size().kept()) {
      numbers = new Resampling(how.size(), scope).of(numbers);
    }
    if (how.scale() != 1) {
      numbers = scope.arithmetic(Operator.MUL, numbers, scope.constant(how.scale()));
    }
    if (how.mean().isEmpty()) {
      return numbers;
    }
    Value centred = scope.arithmetic(Operator.SUB, numbers, scope.constant(how.mean()));
    return scope.arithmetic(Operator.DIV, centred, scope.constant(how.deviation()));
  }

  private static void require(Shape wanted, Shape ready) {
    for (int axis = 1; axis < wanted.rank(); axis++) {
      Size size = wanted.dim(axis).size();
      if (size.fixed().isPresent() && !size.equals(ready.dim(axis).size())) {
        throw new DeclarationException(
            "expected pictures %s, which the network takes, got %s. Say resized(...) and cropped(...) for it, and rgb() or grey()."
                .formatted(wanted, ready));
      }
    }
  }
}
