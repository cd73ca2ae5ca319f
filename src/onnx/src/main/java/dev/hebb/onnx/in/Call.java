package dev.hebb.onnx.in;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.List;
import java.util.Optional;

/**
 * A node of the file at work.
 *
 * @param opset the version of the operator set that the file speaks
 * @param inputs empty where one is left out
 */
record Call(
    OnnxMl.NodeProto node, long opset, List<Optional<Item>> inputs, Reading reading, Scope scope) {
  Attributes attributes() {
    return new Attributes(this);
  }

  boolean has(int input) {
    return input < inputs.size() && inputs.get(input).isPresent();
  }

  /** How many inputs are there, those that are left out between them counted. */
  int count() {
    return inputs.size();
  }

  /** Whether somebody reads this output. */
  boolean wanted(int output) {
    return output < node.getOutputCount() && !node.getOutput(output).isEmpty();
  }

  Item item(int input) {
    if (!has(input)) {
      throw refusal(
          "an input %d, got %d inputs".formatted(input, inputs.size()),
          "Write the file again: it breaks ONNX's rules");
    }
    return inputs.get(input).orElseThrow();
  }

  Kind kind(int input) {
    return item(input).kind();
  }

  /** An input as a value of the graph. */
  Value value(int input) {
    return reading.items().value(item(input), node.getName());
  }

  /** An input as floats; what is whole becomes so. */
  Value floats(int input) {
    return Types.floats(value(input), scope);
  }

  /** An input that is learnt, if it is a weight. */
  Value weight(int input) {
    return reading.items().weight(item(input), node.getName());
  }

  Shape shape(int input) {
    return value(input).shape();
  }

  List<Size> sizes(int input) {
    return item(input).sizes();
  }

  int rank(int input) {
    return item(input).rank();
  }

  /** An input that says what is done, not with what. */
  Known known(int input) {
    Item item = item(input);
    return item.known()
        .orElseThrow(
            () -> {
              List<String> fed = reading.items().fed(item);
              return refusal(
                  "input %d, \"%s\", to be written in the file, got one that depends on %s"
                      .formatted(input, item.name(), fed),
                  "Say what that is: constant(\"%s\", tensor)"
                      .formatted(fed.isEmpty() ? item.name() : fed.get(0)));
            });
  }

  /** The same, as numbers none of which depends on a free axis. */
  List<Cell> numbers(int input) {
    Known known = known(input);
    if (!known.isNumbers()) {
      throw refusal(
          "known numbers for \"%s\", got %s".formatted(item(input).name(), known.some()),
          "Say how long the free axes are: dim(\"name\", length)");
    }
    return known.cells();
  }

  /** The same, as whole numbers. */
  List<Long> wholes(int input) {
    return numbers(input).stream().map(cell -> cell.whole().orElseThrow()).toList();
  }

  /** Axes, where input or attribute says so; counted from the first. */
  Optional<List<Integer>> axes(int input, String attribute, int rank) {
    Optional<List<Long>> said =
        has(input) ? Optional.of(wholes(input)) : attributes().longs(attribute);
    return said.map(axes -> axes.stream().map(axis -> axis(axis, rank)).toList());
  }

  /** An axis counted from the first. */
  int axis(long axis, int rank) {
    if (axis < -rank || axis >= rank) {
      throw refusal(
          "an axis from %d to %d, got %d".formatted(-rank, rank - 1, axis),
          "Write the file again: it breaks ONNX's rules");
    }
    return Math.toIntExact(axis < 0 ? axis + rank : axis);
  }

  /** One thing computed. */
  static List<Item> out(Value value) {
    return List.of(Item.of(Types.kind(value), value));
  }

  /** One thing that is true or false. */
  static List<Item> truth(Value value) {
    return List.of(Item.of(Kind.TRUTH, value));
  }

  FormatException refusal(String expectedAndGot, String remedy) {
    return reading.refusal(node, "expected " + expectedAndGot + ". " + remedy + ".");
  }

  /** What the reader does not do. */
  FormatException unsupported(String what) {
    return reading.refusal(node, "%s is not supported.".formatted(what));
  }
}
