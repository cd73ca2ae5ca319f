package dev.hebb.onnx.in;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a file is fed: names and axes stay as they are there, but for those that are said. */
record Inputs(OnnxFile file, Bindings bindings) {
  private static final String BATCH = "batch";
  private static final int PICTURE = 4; // [batch, height, width, colours]
  private static final int COLOURS = 3;

  /** How long the first axis is where it was freed. */
  static final Size ROWS = Size.symbol(BATCH);

  /** How many rows the file was written for. */
  static Optional<Long> rows(OnnxFile file) {
    return file.graph().getInputList().stream()
        .map(input -> input.getType().getTensorType().getShape())
        .filter(shape -> shape.getDimCount() > 0 && shape.getDim(0).getDimValue() > 0)
        .map(shape -> shape.getDim(0).getDimValue())
        .findFirst();
  }

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
        Kind kind = kind(input);
        DataType type =
            isPicture(input)
                ? DataType.UINT8
                : kind == Kind.WHOLE ? DataType.INT64 : DataType.FLOAT32;
        sink.accept(Item.of(kind, graph.input(name, shape, type, "")).named(name));
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

  // Bytes that become numbers at once, and of which else only the size is asked.
  private boolean isPicture(OnnxMl.ValueInfoProto input) {
    OnnxMl.TypeProto.Tensor type = input.getType().getTensorType();
    return type.getElemType() == OnnxMl.TensorProto.DataType.UINT8.getNumber()
        && type.getShape().getDimCount() == PICTURE
        && type.getShape().getDim(PICTURE - 1).getDimValue() == COLOURS
        && file.graph().getNodeList().stream()
            .filter(node -> node.getInputList().contains(input.getName()))
            .allMatch(node -> node.getOpType().equals("Cast") || node.getOpType().equals("Shape"));
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

  private Kind kind(OnnxMl.ValueInfoProto input) {
    int number = input.getType().getTensorType().getElemType();
    OnnxMl.TensorProto.DataType type = OnnxMl.TensorProto.DataType.forNumber(number);
    return Types.kind(type == null ? OnnxMl.TensorProto.DataType.UNDEFINED : type)
        .orElseThrow(
            () ->
                new FormatException(
                    "%s: input \"%s\": expected floats, whole numbers or truths, got %s. Put a Cast before it."
                        .formatted(file.name(), input.getName(), type == null ? number : type)));
  }

  private Shape shape(OnnxMl.ValueInfoProto input, Set<String> symbols) {
    if (!input.getType().hasTensorType() || !input.getType().getTensorType().hasShape()) {
      throw new FormatException(
          "%s: input \"%s\": expected a tensor with a number of axes, got one without. Write the file with shapes."
              .formatted(file.name(), input.getName()));
    }
    List<Dim> dims = new ArrayList<>();
    for (OnnxMl.TensorShapeProto.Dimension dim :
        input.getType().getTensorType().getShape().getDimList()) {
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
