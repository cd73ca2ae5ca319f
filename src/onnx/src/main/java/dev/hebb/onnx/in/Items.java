package dev.hebb.onnx.in;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Fans;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.Weights;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Constant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of a file that have been read so far, and what of them is a weight. */
final class Items {
  private final String file;
  private final GraphBuilder builder;
  private final Map<String, Item> items = new HashMap<>();
  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private final Set<String> learnt = new HashSet<>();

  Items(String file, GraphBuilder builder) {
    this.file = file;
    this.builder = builder;
  }

  void put(Item item) {
    items.put(item.name(), item);
  }

  Optional<Item> find(String name) {
    return Optional.ofNullable(items.get(name));
  }

  /** As it is by now. */
  Item current(Item item) {
    return items.getOrDefault(item.name(), item);
  }

  /**
   * Something known as a value of the graph.
   *
   * @param reader the node or output that asks for it
   */
  Value value(Item old, String reader) {
    Item item = current(old);
    if (item.value().isPresent()) {
      return item.value().get();
    }
    Known known = item.known().orElseThrow();
    if (!known.isNumbers()) {
      throw new FormatException(
          "%s: node \"%s\": expected numbers in \"%s\", got %s, which depends on free axes. Say how long they are: dim(\"name\", length)."
              .formatted(file, reader, item.name(), known.some()));
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
  Value weight(Item old, String reader) {
    Item item = current(old);
    boolean floats = item.known().isPresent() && item.kind() == Kind.FLOAT;
    if (floats && item.value().isEmpty() && item.rank() == 0) {
      put(item.in(param(item), List.of(item.name())));
    }
    Value value = value(item, reader);
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

  /** The weights that training changes. */
  Set<String> learnt() {
    return learnt;
  }

  /** Those of a graph that was built of these. */
  Weights weights(Graph graph) {
    Map<String, Tensor> kept = new LinkedHashMap<>();
    graph.params().forEach(param -> kept.put(param.name(), weights.get(param.name())));
    return new Weights(kept);
  }
}
