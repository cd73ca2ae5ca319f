package dev.hebb.cli.file;

import ai.onnx.proto.OnnxMl;
import dev.hebb.cli.report.Cell;
import dev.hebb.cli.report.Column;
import dev.hebb.cli.report.Table;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a model is fed or gives.
 *
 * @param shape numbers, and names where a length is free
 */
public record Border(String name, String type, List<Object> shape, String unit) {
  /** The inputs of an ONNX file: not what it holds itself, which old files name too. */
  public static List<Border> inputs(OnnxFile file) {
    Set<String> held =
        file.model().getGraph().getInitializerList().stream()
            .map(OnnxMl.TensorProto::getName)
            .collect(Collectors.toSet());
    return of(
        file,
        file.model().getGraph().getInputList().stream()
            .filter(input -> !held.contains(input.getName()))
            .toList());
  }

  /** The outputs of an ONNX file. */
  public static List<Border> outputs(OnnxFile file) {
    return of(file, file.model().getGraph().getOutputList());
  }

  private static List<Border> of(OnnxFile file, List<OnnxMl.ValueInfoProto> values) {
    Map<String, String> notes = file.notes();
    List<Border> border = new ArrayList<>();
    for (OnnxMl.ValueInfoProto value : values) {
      border.add(
          new Border(
              value.getName(),
              Types.of(value.getType()),
              Types.shape(value.getType()),
              notes.getOrDefault("hebb.unit." + value.getName(), "")));
    }
    return border;
  }

  /** The inputs or outputs of a model of Hebb's. */
  public static List<Border> of(List<Port> ports) {
    return ports.stream()
        .map(
            port ->
                new Border(
                    port.name(),
                    port.value().type().name().toLowerCase(Locale.ROOT),
                    lengths(port.value().shape()),
                    port.unit()))
        .toList();
  }

  /** Numbers, and names where a length is free. */
  public static List<Object> lengths(Shape shape) {
    return shape.sizes().stream().map(Border::length).toList();
  }

  private static Object length(Size size) {
    return size.fixed().isPresent() ? size.fixed().getAsLong() : size.unpadded().toString();
  }

  /** One a row, under a heading such as "input". */
  public static Table table(String key, String heading, List<Border> border) {
    List<Column> columns =
        List.of(
            Column.of("name").titled(heading),
            Column.of("type"),
            Column.of("shape"),
            Column.of("unit"));
    return new Table(
        key,
        columns,
        border.stream()
            .map(
                each ->
                    List.of(
                        Cell.of(each.name),
                        Cell.of(each.type),
                        Cell.of(each.shape),
                        Cell.of(each.unit)))
            .toList());
  }
}
