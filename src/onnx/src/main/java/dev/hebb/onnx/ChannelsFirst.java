package dev.hebb.onnx;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model whose images are fed and given with their channels behind the batch, beside the model as
 * it was declared and trained, with its channels last.
 */
record ChannelsFirst(Model declared, Model model) {
  /**
   * All images and volumes turned.
   *
   * @throws ExportException when there are none
   */
  static ChannelsFirst of(Model model) {
    Graph graph = model.graph().phase(false);
    if (graph.inputs().stream().noneMatch(ChannelsFirst::image)
        && graph.outputs().stream().noneMatch(ChannelsFirst::image)) {
      throw new ExportException(
          "%s: channelsFirst(): expected an image among what is fed and given, got %s and %s. Leave it out."
              .formatted(graph.name(), shapes(graph.inputs()), shapes(graph.outputs())));
    }
    Graph turned = Transposes.fewest(graph, ChannelsFirst::image);
    return new ChannelsFirst(
        new Model(graph, model.weights(), model.notes()),
        new Model(turned, model.weights(), model.notes()).noted("layout", "channels-first"));
  }

  private static List<String> shapes(List<Port> ports) {
    return ports.stream().map(port -> port.name() + port.value().shape()).toList();
  }

  private static boolean image(Port port) {
    Shape shape = port.value().shape();
    boolean numbers =
        port.value().type() == DataType.FLOAT32 || port.value().type() == DataType.UINT8;
    return numbers
        && (shape.rank() == 4 || shape.rank() == 5)
        && shape.last().size().fixed().isPresent()
        && shape.dims().stream().noneMatch(dim -> dim.name().endsWith("time"));
  }

  /** Rows as they were declared, as the turned model takes them. */
  Map<String, Tensor> turned(Map<String, Tensor> rows) {
    return moved(declared.graph().inputs(), rows, true);
  }

  /**
   * The trainer, which runs the model as it was declared, and says of it what the turned one has to
   * say; inner values are those of the turned one.
   */
  Engine engine(Engine trainer) {
    List<String> outputs =
        model.graph().outputs().stream().map(port -> port.value().name()).distinct().toList();
    return new Engine() {
      @Override
      public String describe() {
        return trainer.describe();
      }

      @Override
      public Session open(Model asked, List<String> values) {
        return asked.equals(model) && values.equals(outputs)
            ? declared(trainer)
            : trainer.open(asked, values);
      }
    };
  }

  private Engine.Session declared(Engine trainer) {
    List<Port> last = declared.graph().outputs();
    List<Port> first = model.graph().outputs();
    Engine.Session session =
        trainer.open(declared, last.stream().map(port -> port.value().name()).distinct().toList());
    return new Engine.Session() {
      @Override
      public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        Map<String, Tensor> said = session.run(moved(declared.graph().inputs(), inputs, false));
        Map<String, Tensor> named = new LinkedHashMap<>();
        last.forEach(port -> named.put(port.name(), said.get(port.value().name())));
        Map<String, Tensor> turned = moved(last, named, true);
        Map<String, Tensor> values = new LinkedHashMap<>();
        first.forEach(port -> values.put(port.value().name(), turned.get(port.name())));
        return values;
      }

      @Override
      public void close() {
        session.close();
      }
    };
  }

  private static Map<String, Tensor> moved(
      List<Port> ports, Map<String, Tensor> rows, boolean first) {
    Map<String, Tensor> moved = new LinkedHashMap<>(rows);
    for (Port port : ports) {
      int rank = port.value().shape().rank();
      if (image(port)) {
        moved.computeIfPresent(
            port.name(),
            (name, tensor) ->
                transposed(tensor, first ? Transposes.first(rank) : Transposes.last(rank)));
      }
    }
    return moved;
  }

  /** The tensor with its axes in another order. */
  static Tensor transposed(Tensor tensor, List<Integer> order) {
    long[] dims = tensor.dims();
    if (dims.length != order.size()) {
      return tensor; // Whoever asked is told what was expected.
    }
    int bytes = tensor.type().bytes();
    long[] strides = new long[dims.length];
    long stride = bytes;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= dims[axis];
    }
    long[] moved = order.stream().mapToLong(axis -> dims[axis]).toArray();
    ByteBuffer from = tensor.bytes();
    ByteBuffer to = ByteBuffer.allocateDirect(from.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    long[] at = new long[moved.length];
    while (to.hasRemaining()) {
      long offset = 0;
      for (int axis = 0; axis < at.length; axis++) {
        offset += at[axis] * strides[order.get(axis)];
      }
      to.put(from.slice(Math.toIntExact(offset), bytes));
      for (int axis = at.length - 1; axis >= 0 && ++at[axis] == moved[axis]; axis--) {
        at[axis] = 0;
      }
    }
    return Tensor.wrap(tensor.type(), to.flip(), moved);
  }
}
