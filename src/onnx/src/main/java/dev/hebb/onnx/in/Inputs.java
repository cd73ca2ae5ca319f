package dev.hebb.onnx.in;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a file is fed: names and axes stay as they are there, but for those that are said. */
record Inputs(OnnxFile file, Bindings bindings) {
  private static final String BATCH = "batch";

  void add(GraphBuilder graph, Extent extent, Consumer<Item> sink) {
    Set<String> written =
        file.graph().getInitializerList().stream()
            .map(OnnxMl.TensorProto::getName)
            .collect(Collectors.toSet());
    Set<String> symbols = new TreeSet<>();
    Set<String> constants = new HashSet<>(bindings.constants().keySet());
    for (OnnxMl.ValueInfoProto input : file.graph().getInputList()) {
      String name = input.getName();
      if (constants.remove(name)) {
        sink.accept(Item.of(name, known(bindings.constants().get(name))));
      } else if (!written.contains(name) && (extent.whole() || extent.values().contains(name))) {
        Shape shape = shape(input, symbols);
        Value value = graph.input(name, shape, type(input), "");
        sink.accept(Item.of(Types.kind(value), value).named(name));
      }
    }
    if (!symbols.containsAll(bindings.dims().keySet())) {
      throw new FormatException(
          "%s: expected a name among its free axes %s, got %s. Name one of them."
              .formatted(file.name(), symbols, new TreeSet<>(bindings.dims().keySet())));
    } else if (!constants.isEmpty()) {
      throw new FormatException(
          "%s: expected names of its inputs, got %s. Name one of them."
              .formatted(file.name(), new TreeSet<>(constants)));
    }
  }

  private static Known known(Tensor tensor) {
    if (tensor.type() == DataType.FLOAT32) {
      return Known.of(tensor);
    }
    List<Long> dims = new ArrayList<>();
    for (long dim : tensor.dims()) {
      dims.add(dim);
    }
    List<Cell> cells = new ArrayList<>();
    for (long each : tensor.toLongs()) {
      cells.add(Cell.of(each));
    }
    return Known.of(Kind.WHOLE, dims, cells);
  }

  private DataType type(OnnxMl.ValueInfoProto input) {
    int type = input.getType().getTensorType().getElemType();
    if (type == OnnxMl.TensorProto.DataType.FLOAT.getNumber()) {
      return DataType.FLOAT32;
    } else if (type == OnnxMl.TensorProto.DataType.INT64.getNumber()) {
      return DataType.INT64;
    }
    OnnxMl.TensorProto.DataType got = OnnxMl.TensorProto.DataType.forNumber(type);
    throw new FormatException(
        "%s: input \"%s\": expected FLOAT or INT64, got %s. Write it for one of these, or put a Cast before it."
            .formatted(file.name(), input.getName(), got == null ? type : got));
  }

  private Shape shape(OnnxMl.ValueInfoProto input, Set<String> symbols) {
    if (!input.getType().hasTensorType() || !input.getType().getTensorType().hasShape()) {
      throw new FormatException(
          "%s: input \"%s\": expected a tensor with a number of axes, got one without. Write the file with shapes."
              .formatted(file.name(), input.getName()));
    }
    List<Dim> dims = new ArrayList<>();
    for (OnnxMl.TensorShapeProto.Dimension dim : input.getType().getTensorType().getShape().getDimList()) {
      dims.add(dim(input.getName(), dim, dims.size(), symbols));
    }
    return new Shape(dims);
  }

  private Dim dim(
      String input, OnnxMl.TensorShapeProto.Dimension dim, int axis, Set<String> symbols) {
    boolean freed = axis == 0 && bindings.batch();
    if (dim.getDimValue() > 0 && !freed) {
      return Dim.of("d" + axis, dim.getDimValue());
    }
    String own = axis == 0 ? BATCH : input + "_" + axis;
    String name = freed ? BATCH : dim.getDimParam().isEmpty() ? own : dim.getDimParam();
    symbols.add(name);
    Long length = bindings.dims().get(name);
    return length == null ? new Dim(name, Size.symbol(name)) : Dim.of(name, length);
  }
}
