package dev.hebb.onnx.in;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Fans;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.Weights;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Constant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** Goes through the nodes of a file, in order, and builds the graph. */
final class Reading {
  // Weights above are not looked into.
  private static final int SMALL = 4096;
  private static final String STEP = "#";

  private final OnnxFile file;
  private final GraphBuilder builder;
  private final Map<String, Item> items = new HashMap<>();
  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private final Set<String> learnt = new HashSet<>();
  private final Naming naming;
  private final Optional<Long> rows;
  private int steps;

  private Reading(OnnxFile file, Bindings bindings) {
    this.file = file;
    this.builder = new GraphBuilder(bindings.name().orElse(called(file)));
    this.naming = new Naming(file.graph());
    this.rows = bindings.batch() ? Inputs.rows(file) : Optional.empty();
  }

  private static String called(OnnxFile file) {
    String name = file.graph().getName();
    return name.isEmpty() ? "graph" : name;
  }

  /** What is read of a file. */
  record Result(Graph graph, Weights weights) {}

  static Result of(OnnxFile file, Bindings bindings) {
    try {
      return new Reading(file, bindings).read(bindings);
    } catch (IllegalArgumentException | ArithmeticException broken) {
      throw new FormatException(
          "%s: expected a graph that fits together, got one of which %s"
              .formatted(file.name(), broken.getMessage()),
          broken);
    }
  }

  private Result read(Bindings bindings) {
    Extent extent = Extent.of(file, bindings.outputs());
    Inputs inputs = new Inputs(file, bindings);
    for (OnnxMl.TensorProto tensor : file.graph().getInitializerList()) {
      if (extent.values().contains(tensor.getName())) {
        String place = "%s: initializer \"%s\"".formatted(file.name(), tensor.getName());
        put(Item.of(tensor.getName(), new Tensors(place).read(tensor)));
      }
    }
    inputs.add(builder, extent, this::put);
    for (OnnxMl.NodeProto node : extent.nodes()) {
      translate(node);
    }
    List<Port> ports = new ArrayList<>();
    for (String output : extent.outputs()) {
      if (!items.containsKey(output)) {
        throw new FormatException(
            "%s: output \"%s\": expected a node that puts it out, got none. Write the file again."
                .formatted(file.name(), output));
      }
      ports.add(new Port(output, value(items.get(output), output), ""));
    }
    Graph raw = builder.build(ports);
    Graph named = naming.named(raw, ports, learnt);
    Map<String, Tensor> kept = new LinkedHashMap<>();
    named.params().forEach(param -> kept.put(param.name(), weights.get(param.name())));
    return new Result(named, new Weights(kept));
  }

  private void put(Item item) {
    items.put(item.name(), item);
  }

  private void translate(OnnxMl.NodeProto node) {
    List<Optional<Item>> inputs = new ArrayList<>();
    for (String input : node.getInputList()) {
      inputs.add(Optional.ofNullable(items.get(input)));
    }
    String step = STEP + steps++;
    naming.step(step, node);
    Call call = new Call(node, file.opset(), inputs, this, new Scope(builder, step));
    List<Item> made = translated(call);
    if (made.size() < outputs(node)) {
      throw call.unsupported("its output \"%s\"".formatted(node.getOutput(made.size())));
    }
    for (int i = 0; i < Math.min(made.size(), node.getOutputCount()); i++) {
      String output = node.getOutput(i);
      if (!output.isEmpty()) {
        put(made.get(i).named(output));
        made.get(i).value().ifPresent(value -> naming.value(step, value.name(), output, node));
      }
    }
  }

  // How many are read, or might be.
  private static int outputs(OnnxMl.NodeProto node) {
    int count = node.getOutputCount();
    while (count > 0 && node.getOutput(count - 1).isEmpty()) {
      count--;
    }
    return count;
  }

  private List<Item> translated(Call call) {
    OnnxMl.NodeProto node = call.node();
    Optional<Translator> translator =
        OnnxFile.standard(node.getDomain()) ? Operators.find(node.getOpType()) : Optional.empty();
    if (translator.isEmpty()) {
      throw refusal(
          node,
          "this operator is not supported. Cut the graph before it: upTo(\"value or node\").");
    }
    try {
      List<Item> folded = small(call) ? Folding.of(call) : List.of();
      if (!folded.isEmpty() && !weights(call)) {
        return folded;
      }
      List<Item> made = lowered(translator.get(), call, folded);
      return rooted(made, call);
    } catch (DeclarationException mismatch) {
      throw refusal(node, mismatch.getMessage());
    } catch (IllegalArgumentException
        | ArithmeticException
        | IndexOutOfBoundsException
        | NoSuchElementException broken) {
      throw new FormatException(
          refusal(node, "expected it as ONNX says, got %s. Write the file again.".formatted(broken))
              .getMessage(),
          broken);
    }
  }

  private static List<Item> lowered(Translator translator, Call call, List<Item> folded) {
    if (folded.isEmpty()) {
      return translator.translate(call);
    }
    try {
      List<Item> made = new ArrayList<>(translator.translate(call));
      for (int i = 0; i < Math.min(made.size(), folded.size()); i++) {
        made.set(i, made.get(i).known(folded.get(i).known().orElseThrow()));
      }
      return made;
    } catch (FormatException | DeclarationException unknown) {
      return folded;
    }
  }

  // Whether all of it is known, and little.
  private static boolean small(Call call) {
    return call.inputs().stream()
        .flatMap(Optional::stream)
        .allMatch(
            item ->
                item.known()
                    .map(known -> known.kind() != Kind.FLOAT || known.size() <= SMALL)
                    .orElse(false));
  }

  // Whether what is made of weights should go on following them.
  private static boolean weights(Call call) {
    return call.inputs().stream()
        .flatMap(Optional::stream)
        .anyMatch(item -> item.kind() == Kind.FLOAT && item.known().orElseThrow().size() > 1);
  }

  // What is made of weights alone is a weight too.
  private static List<Item> rooted(List<Item> made, Call call) {
    Set<String> roots = new LinkedHashSet<>();
    for (int i = 0; i < call.count(); i++) {
      if (call.has(i)) {
        Item item = call.reading().current(call.item(i));
        boolean known = item.known().isPresent() || !item.roots().isEmpty();
        if (!known) {
          return made;
        }
        roots.addAll(item.roots());
      }
    }
    return made.stream().map(item -> item.rooted(List.copyOf(roots))).toList();
  }

  private Item current(Item item) {
    return items.getOrDefault(item.name(), item);
  }

  /** Something known as a value of the graph. */
  Value value(Item item, Call at) {
    return value(item, at.node().getName());
  }

  private Value value(Item old, String reader) {
    Item item = current(old);
    if (item.value().isPresent()) {
      return item.value().get();
    }
    Known known = item.known().orElseThrow();
    if (!known.isNumbers()) {
      throw new FormatException(
          "%s: node \"%s\": expected numbers in \"%s\", got %s, which depends on free axes. Say how long they are: dim(\"name\", length)."
              .formatted(file.name(), reader, item.name(), known.some()));
    }
    boolean scalar = known.rank() == 0 && known.kind() != Kind.WHOLE;
    Value value = scalar ? constant(item) : param(item);
    boolean root = !scalar && known.kind() == Kind.FLOAT;
    put(item.in(value, root ? List.of(item.name()) : List.of()));
    return value;
  }

  private Value constant(Item item) {
    double number = item.known().orElseThrow().cells().get(0).real();
    return builder.add(item.name(), new Constant(number), List.of()).get(0);
  }

  private Value param(Item item) {
    Known known = item.known().orElseThrow();
    boolean whole = known.kind() == Kind.WHOLE;
    String name = whole ? item.name() + "/numbers" : item.name();
    weights.put(name, known.floats());
    Value value =
        builder.param(new Param(name, known.dims(), Initializer.zeros(), Fans.NONE, false));
    return whole
        ? builder.add(item.name(), new Cast(DataType.INT64), List.of(value)).get(0)
        : value;
  }

  /** The inputs that something is made of. */
  List<String> fed(Item item) {
    return item.value()
        .map(value -> builder.build(List.of(Port.of(value))).until(List.of(Port.of(value))))
        .map(
            graph ->
                graph.inputs().stream()
                    .map(Port::name)
                    .filter(name -> graph.read().contains(name))
                    .toList())
        .orElse(List.of());
  }

  /** The same, and training changes what it is made of. */
  Value weight(Item old, Call at) {
    Item item = current(old);
    boolean floats = item.known().isPresent() && item.kind() == Kind.FLOAT;
    if (floats && item.value().isEmpty() && item.rank() == 0) {
      put(item.in(param(item), List.of(item.name())));
    }
    Value value = value(item, at);
    learnt.addAll(current(item).roots());
    return value;
  }

  /** A weight in another layout than the file's. */
  Value laidOut(String name, Tensor tensor) {
    learnt.add(name);
    return fixed(name, tensor);
  }

  /** Numbers that follow from what the file says. */
  Value fixed(String name, Tensor tensor) {
    List<Long> dims = new ArrayList<>();
    for (long dim : tensor.dims()) {
      dims.add(dim);
    }
    weights.put(name, tensor);
    return builder.param(new Param(name, dims, Initializer.zeros(), Fans.NONE, false));
  }

  /** Whole numbers that are written down. */
  Value wholes(List<Long> values, Scope scope) {
    List<Double> floats = values.stream().map(Long::doubleValue).toList();
    Value value = scope.op(new Constant(floats));
    Value vector = new Views(scope).view(value, List.of((long) values.size()));
    return scope.op(new Cast(DataType.INT64), vector);
  }

  FormatException refusal(OnnxMl.NodeProto node, String text) {
    return file.refusal(node, text);
  }

  /**
   * How many rows the file was written for, where they are free now: whatever has as many at first
   * has them for that.
   */
  boolean isBatch(Value value, long length) {
    boolean free = value.shape().rank() > 0 && value.shape().dim(0).size().equals(Inputs.ROWS);
    return free && rows.isPresent() && rows.get() == length;
  }

  /** The name of the file. */
  String file() {
    return file.name();
  }

  GraphBuilder builder() {
    return builder;
  }
}
