package dev.hebb.onnx.compare;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Node;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Constant;
import dev.hebb.runtime.Element;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model of Hebb's own in the trainer, with every value that an exported node makes. */
final class HebbSide extends Side {
  private final String name;
  private final Model model;
  private final Graph graph;
  // What each value is called in an exported file.
  private final Map<String, String> called;
  private final Engine.Session session;

  private HebbSide(
      String name, Model model, Graph graph, Map<String, String> called, Engine.Session session) {
    this.name = name;
    this.model = model;
    this.graph = graph;
    this.called = called;
    this.session = session;
  }

  static HebbSide open(Path path, Engine engine) {
    Model model = Model.load(path);
    Graph graph = model.graph().phase(false);
    Map<String, String> called = called(graph);
    Engine.Session session = engine.open(model, List.copyOf(called.keySet()));
    Path name = path.toAbsolutePath().normalize().getFileName();
    return new HebbSide(String.valueOf(name), model, graph, called, session);
  }

  private static Map<String, String> called(Graph graph) {
    Map<String, String> called = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      for (Value value : node.outputs()) {
        if (value.type() != DataType.BOOL && !(node.op() instanceof Constant)) {
          called.put(value.name(), value.name());
        }
      }
    }
    List<Port> ports = new ArrayList<>(graph.outputs());
    Collections.reverse(ports);
    ports.forEach(port -> called.put(port.value().name(), port.name()));
    return called;
  }

  @Override
  String name() {
    return name;
  }

  @Override
  List<Fed> inputs() {
    return graph.inputs().stream()
        .map(
            port ->
                new Fed(
                    port.name(),
                    Element.valueOf(port.value().type().name()),
                    port.value().shape().sizes().stream()
                        .map(size -> size.unpadded().toString())
                        .toList()))
        .toList();
  }

  @Override
  List<String> outputs() {
    return graph.outputs().stream().map(Port::name).toList();
  }

  @Override
  List<Step> steps() {
    return graph.nodes().stream()
        .map(
            node ->
                new Step(
                    node.name(),
                    node.op().type(),
                    node.outputs().stream()
                        .map(Value::name)
                        .filter(called::containsKey)
                        .map(called::get)
                        .toList()))
        .toList();
  }

  @Override
  Optional<String> note(String key) {
    return Optional.ofNullable(model.notes().get(key));
  }

  @Override
  List<Map<String, Values>> goldens() {
    return List.of();
  }

  @Override
  Map<String, Values> run(Map<String, Values> inputs) {
    Map<String, Tensor> fed = new LinkedHashMap<>();
    for (Port port : graph.inputs()) {
      Values values = inputs.get(port.name());
      Element type = Element.valueOf(port.value().type().name());
      fed.put(
          port.name(),
          Tensor.wrap(
              port.value().type(), values.bytes(type, ByteOrder.LITTLE_ENDIAN), values.dims()));
    }
    Map<String, Values> seen = new LinkedHashMap<>();
    session
        .run(fed)
        .forEach(
            (value, tensor) -> {
              Element type = Element.valueOf(tensor.type().name());
              seen.put(
                  called.get(value), Values.of(type, type.view(tensor.bytes()), tensor.dims()));
            });
    return seen;
  }

  @Override
  public void close() {
    session.close();
  }
}
