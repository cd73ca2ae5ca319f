package dev.hebb.onnx.in;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.Weights;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
  private final Items items;
  private final Naming naming;
  private final Optional<Long> rows;
  private int steps;

  private Reading(OnnxFile file, Bindings bindings) {
    this.file = file;
    this.builder = new GraphBuilder(bindings.name().orElse(called(file)));
    this.items = new Items(file.name(), builder);
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
        items.put(Item.of(tensor.getName(), new Tensors(place).read(tensor)));
      }
    }
    inputs.add(builder, extent, items::put);
    for (OnnxMl.NodeProto node : extent.nodes()) {
      translate(node);
    }
    List<Port> ports = new ArrayList<>();
    for (String output : extent.outputs()) {
      Item item =
          items
              .find(output)
              .orElseThrow(
                  () ->
                      new FormatException(
                          "%s: output \"%s\": expected a node that puts it out, got none. Write the file again."
                              .formatted(file.name(), output)));
      ports.add(new Port(output, items.value(item, output), ""));
    }
    Graph raw = builder.build(ports);
    Graph named = naming.named(raw, ports, items.learnt());
    return new Result(named, items.weights(named));
  }

  private void translate(OnnxMl.NodeProto node) {
    List<Optional<Item>> inputs = new ArrayList<>();
    for (String input : node.getInputList()) {
      inputs.add(items.find(input));
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
        items.put(made.get(i).named(output));
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
        Item item = call.reading().items.current(call.item(i));
        boolean known = item.known().isPresent() || !item.roots().isEmpty();
        if (!known) {
          return made;
        }
        roots.addAll(item.roots());
      }
    }
    return made.stream().map(item -> item.rooted(List.copyOf(roots))).toList();
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

  /** All values so far. */
  Items items() {
    return items;
  }

  GraphBuilder builder() {
    return builder;
  }
}
