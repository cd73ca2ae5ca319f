package dev.hebb.onnx;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Port;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Output;
import dev.hebb.graph.op.Pad;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.Transpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Writes a graph anew with as few transpositions as there need be: each is put off until an
 * operator wants the axes where they were declared, and most have met their inverse by then.
 */
final class Transposes {
  /** A value as a transposition of another: its axis i is axis {@code order[i]} of the base. */
  private record Held(Value base, List<Integer> order) {
    static Held plain(Value value) {
      return new Held(value, IntStream.range(0, value.shape().rank()).boxed().toList());
    }

    boolean isPlain() {
      return IntStream.range(0, order.size()).allMatch(axis -> order.get(axis) == axis);
    }
  }

  private final Graph graph;
  private final Map<String, Held> held = new HashMap<>();
  private final Map<String, Value> made = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  private Transposes(Graph graph) {
    this.graph = graph;
  }

  /** The same graph. */
  static Graph fewest(Graph graph) {
    return fewest(graph, port -> false);
  }

  /**
   * The same graph, but inputs and outputs that are chosen have their channels behind the batch.
   */
  static Graph fewest(Graph graph, Predicate<Port> first) {
    return new Transposes(graph).written(first);
  }

  /** Where the axes of a value stand when its channels come first. */
  static List<Integer> first(int rank) {
    List<Integer> order = new ArrayList<>(List.of(0, rank - 1));
    IntStream.range(1, rank - 1).forEach(order::add);
    return order;
  }

  /** Where they stand when they come last. */
  static List<Integer> last(int rank) {
    List<Integer> order = new ArrayList<>(List.of(0));
    IntStream.range(2, rank).forEach(order::add);
    order.add(1);
    return order;
  }

  private Graph written(Predicate<Port> first) {
    List<Port> inputs = new ArrayList<>();
    for (Port port : graph.inputs()) {
      Value value = port.value();
      int rank = value.shape().rank();
      Value fed =
          first.test(port)
              ? new Value(value.name(), value.shape().permuted(first(rank)), value.type())
              : value;
      inputs.add(new Port(port.name(), fed, port.unit()));
      held.put(value.name(), first.test(port) ? new Held(fed, last(rank)) : Held.plain(fed));
    }
    graph.params().forEach(param -> held.put(param.name(), Held.plain(param.value())));
    graph.nodes().forEach(this::write);
    List<Port> outputs = new ArrayList<>();
    for (Port port : graph.outputs()) {
      Held value = held.get(port.value().name());
      Value given = first.test(port) ? first(port, value) : settled(port.value().name());
      outputs.add(new Port(port.name(), given, port.unit()));
    }
    return new Graph(graph.name(), inputs, graph.params(), nodes, outputs, graph.sections())
        .until(outputs);
  }

  private void write(Node node) {
    List<Held> operands = node.inputs().stream().map(held::get).toList();
    Op op = node.op();
    if (op instanceof Transpose transpose) {
      Held of = operands.get(0);
      List<Integer> order = transpose.permutation().stream().map(of.order()::get).toList();
      held.put(node.outputs().get(0).name(), new Held(of.base(), order));
    } else if (operands.stream().allMatch(Held::isPlain)) {
      add(node, op, operands.stream().map(Held::base).toList());
    } else if (op instanceof Arithmetic) {
      arithmetic(node, operands);
    } else if (op instanceof Concat || operands.size() == 1) {
      alike(node, operands);
    } else {
      plainly(node);
    }
  }

  // What treats all axes alike, or names those that it means.
  private void alike(Node node, List<Held> operands) {
    List<Integer> order = operands.get(0).order();
    List<Value> bases = operands.stream().map(Held::base).toList();
    if (!operands.stream().allMatch(operand -> operand.order().equals(order))) {
      plainly(node);
    } else if (single(node.op())) {
      add(node, node.op(), bases, order);
    } else if (node.op() instanceof Concat concat) {
      add(node, new Concat(order.get(concat.axis())), bases, order);
    } else if (node.op() instanceof Slice slice) {
      int axis = order.get(slice.axis());
      add(node, new Slice(axis, slice.start(), slice.end(), slice.reversed()), bases, order);
    } else if (node.op() instanceof Pad pad) {
      add(node, new Pad(moved(pad.begin(), order), moved(pad.end(), order)), bases, order);
    } else if (node.op() instanceof Reduce reduce) {
      List<Integer> there = reduce.axes().stream().map(order::get).sorted().toList();
      List<Integer> here = reduce.over(bases.get(0).shape());
      Reduce moved = new Reduce(reduce.reduction(), there, reduce.keep());
      add(node, moved, bases, reduce.keep() ? order : left(order, here));
    } else {
      plainly(node);
    }
  }

  // Whether it looks at one number at a time.
  private static boolean single(Op op) {
    return op instanceof Cast
        || (op instanceof Activate each && !each.activation().function().wide());
  }

  private static List<Integer> moved(List<Integer> each, List<Integer> order) {
    Integer[] there = new Integer[each.size()];
    for (int axis = 0; axis < there.length; axis++) {
      there[order.get(axis)] = each.get(axis);
    }
    return Arrays.asList(there);
  }

  // The order of the axes that are not reduced.
  private static List<Integer> left(List<Integer> order, List<Integer> reduced) {
    List<Integer> kept =
        IntStream.range(0, order.size())
            .filter(axis -> !reduced.contains(axis))
            .mapToObj(order::get)
            .toList();
    List<Integer> sorted = kept.stream().sorted().toList();
    return kept.stream().map(sorted::indexOf).toList();
  }

  // Two of one order; or a number, or a vector along the last axis, beside a value of any.
  private void arithmetic(Node node, List<Held> operands) {
    int rank = node.outputs().get(0).shape().rank();
    List<Integer> order =
        operands.stream()
            .filter(operand -> operand.order().size() == rank && !operand.isPlain())
            .map(Held::order)
            .findFirst()
            .orElse(List.of());
    List<Value> bases = new ArrayList<>();
    for (int i = 0; i < operands.size() && !order.isEmpty(); i++) {
      Held operand = operands.get(i);
      if (operand.order().isEmpty() || operand.order().equals(order)) {
        bases.add(operand.base());
      } else if (operand.order().size() == 1) {
        bases.add(column(node.inputs().get(i), operand.base(), rank - 1 - order.get(rank - 1)));
      }
    }
    if (bases.size() == operands.size()) {
      add(node, node.op(), bases, order);
    } else {
      plainly(node);
    }
  }

  // A vector with as many axes of length one behind it.
  private Value column(String name, Value vector, int behind) {
    if (behind == 0) {
      return vector;
    }
    return made.computeIfAbsent(
        name + "/" + behind,
        column ->
            added(name + "/column" + behind, new Reshape(Collections.nCopies(behind, 1L)), vector));
  }

  private void plainly(Node node) {
    add(node, node.op(), node.inputs().stream().map(this::settled).toList());
  }

  // The value with its axes where they were declared.
  private Value settled(String name) {
    Held value = held.get(name);
    if (value.isPlain()) {
      return value.base();
    }
    String node = value.base().name().equals(name) ? name + "/Transpose" : name;
    return made.computeIfAbsent(
        name, any -> added(node, new Transpose(value.order()), value.base()));
  }

  private Value first(Port port, Held value) {
    List<Integer> order = first(value.order().size()).stream().map(value.order()::get).toList();
    Held moved = new Held(value.base(), order);
    return moved.isPlain()
        ? value.base()
        : added(port.value().name() + "/first", new Transpose(order), value.base());
  }

  private Value added(String name, Op op, Value operand) {
    Output made = op.infer(List.of(operand)).get(0);
    Value value = new Value(name, made.shape(), made.type());
    nodes.add(new Node(name, op, List.of(operand.name()), List.of(value)));
    return value;
  }

  private void add(Node node, Op op, List<Value> operands) {
    for (Value value : put(node, op, operands)) {
      held.put(value.name(), Held.plain(value));
    }
  }

  private void add(Node node, Op op, List<Value> operands, List<Integer> order) {
    Value value = put(node, op, operands).get(0);
    held.put(value.name(), new Held(value, order));
  }

  private List<Value> put(Node node, Op op, List<Value> operands) {
    List<Output> outputs = op.infer(operands);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      Output output = outputs.get(i);
      values.add(new Value(node.outputs().get(i).name(), output.shape(), output.type()));
    }
    nodes.add(new Node(node.name(), op, operands.stream().map(Value::name).toList(), values));
    return values;
  }
}
