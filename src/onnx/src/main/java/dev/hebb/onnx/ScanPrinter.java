package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Scan;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Prints a recurrence of any kind as one Scan node, whose body is the step. What the body reads
 * from outside it finds there by name. Where rows have lengths, the number of the step is one state
 * more, behind the others.
 */
final class ScanPrinter {
  private final Place at;
  private final Scan op;
  private final String prefix;
  private final int first;
  private final boolean reversed;
  private final Port number;
  private final Graph step;
  private final List<Port> outputs;
  private final OnnxMl.GraphProto.Builder proto = OnnxMl.GraphProto.newBuilder();

  ScanPrinter(Place at, Scan op) {
    this.at = at;
    this.op = op;
    this.prefix = at.node().name() + "/";
    this.first = op.sequence(at.node().inputs().size());
    this.reversed = op.direction() == Direction.REVERSE;
    this.number = Port.of(new Value(prefix + "number", Shape.fixed(List.of(1L)), DataType.INT64));
    Map<String, String> outer = new HashMap<>();
    for (int i = 1; i <= op.beside(); i++) {
      String inside = op.body().inputs().get(op.states() + i).value().name();
      outer.put(inside, at.node().inputs().get(first + i));
    }
    this.step = GraphPrinter.renamed(op.body(), name -> outer.getOrDefault(name, prefix + name));
    this.outputs = numbered(step.outputs());
  }

  // What the body calls what comes out is its own affair; here the names must be new.
  private List<Port> numbered(List<Port> ports) {
    return IntStream.range(0, ports.size())
        .mapToObj(i -> new Port(prefix + "out/" + i, ports.get(i).value(), ""))
        .toList();
  }

  Void print() {
    NodeWriter writer = at.write("Scan");
    for (int i = 0; i < op.states(); i++) {
      writer.in(i < first ? at.in(i) : zeros(i));
    }
    if (op.lengths()) {
      writer.in(reversed ? last() : longs("first", 0));
    }
    writer.in(at.in(first));
    List<String> out =
        at.node().outputs().stream().map(value -> at.names().get(value.name())).toList();
    out.subList(op.puts(), out.size()).forEach(writer::out);
    if (op.lengths()) {
      writer.out(prefix + "behind");
    }
    out.subList(0, op.puts()).forEach(writer::out);
    writer.attribute("body", body()).attribute("num_scan_inputs", 1L);
    if (reversed) {
      writer.longs("scan_input_directions", List.of(1));
      writer.longs("scan_output_directions", Collections.nCopies(op.puts(), 1));
    }
    return writer.done();
  }

  private OnnxMl.GraphProto body() {
    GraphPrinter inside = new GraphPrinter(proto, at.constants(), at.opset(), true);
    proto.setName(step.name());
    step.inputs().subList(0, op.states()).forEach(inside::input);
    if (op.lengths()) {
      inside.input(number);
    }
    inside.input(step.inputs().get(op.states()));
    if (op.lengths()) {
      masked(inside);
    } else {
      Map<String, String> names = inside.nodes(step, outputs, at.names());
      outputs.forEach(port -> inside.output(port, names.get(port.value().name())));
    }
    return proto.build();
  }

  // What the step made where a row has it; elsewhere its states as they were, and nothing put out.
  private void masked(GraphPrinter inside) {
    List<Port> made =
        outputs.stream().map(port -> new Port(port.name() + "/made", port.value(), "")).toList();
    Map<String, String> names = inside.nodes(step, made, at.names());
    String lengths = at.in(at.node().inputs().size() - 1);
    new NodeWriter(proto, prefix + "own", "Less")
        .in(number.name())
        .in(lengths)
        .out(prefix + "own")
        .done();
    for (int i = 0; i < op.states(); i++) {
      where(i, names, step.inputs().get(i).name(), inside);
    }
    Port next = new Port(prefix + "next", number.value(), "");
    new NodeWriter(proto, next.name(), "Add")
        .in(number.name())
        .in(longs("stride", reversed ? -1 : 1))
        .out(next.name())
        .done();
    inside.output(next, next.name());
    for (int i = op.states(); i < made.size(); i++) {
      where(i, names, zero(outputs.get(i).value().type()), inside);
    }
  }

  private void where(int output, Map<String, String> names, String otherwise, GraphPrinter inside) {
    Port port = outputs.get(output);
    String rows = port.name() + "/own";
    int rank = port.value().shape().rank();
    new NodeWriter(proto, rows, "Unsqueeze")
        .in(prefix + "own")
        .in(longs("axes/" + rank, LongStream.range(1, rank).toArray()))
        .out(rows)
        .done();
    new NodeWriter(proto, port.name(), "Where")
        .in(rows)
        .in(at.constants().param(names.get(port.value().name())))
        .in(otherwise)
        .out(port.name())
        .done();
    inside.output(port, port.name());
  }

  private String zero(DataType type) {
    return type == DataType.INT64 ? longs("zero", 0) : at.constants().scalar(prefix + "nothing", 0);
  }

  // A state of zeros: as many rows as the sequence has.
  private String zeros(int state) {
    Shape shape = op.body().inputs().get(state).value().shape();
    long[] rest =
        shape.dims().stream().skip(1).mapToLong(dim -> dim.size().fixed().orElseThrow()).toArray();
    String name = "zeros/" + state;
    new NodeWriter(at.graph(), prefix + name + "/shape", "Concat")
        .in(length(name + "/batch", 1))
        .in(longs(name + "/rest", rest))
        .out(prefix + name + "/shape")
        .attribute("axis", 0L)
        .done();
    new NodeWriter(at.graph(), prefix + name, "ConstantOfShape")
        .in(prefix + name + "/shape")
        .out(prefix + name)
        .done();
    return prefix + name;
  }

  // The number of the last step, which is read first.
  private String last() {
    new NodeWriter(at.graph(), prefix + "first", "Add")
        .in(length("time", 0))
        .in(longs("stride", -1))
        .out(prefix + "first")
        .done();
    return prefix + "first";
  }

  // How long an axis of the sequence is.
  private String length(String name, int axis) {
    String shape = prefix + name + "/of";
    new NodeWriter(at.graph(), shape, "Shape").in(at.in(first)).out(shape).done();
    new NodeWriter(at.graph(), prefix + name, "Slice")
        .in(shape)
        .in(longs("axis/" + axis, axis))
        .in(longs("axis/" + (axis + 1), axis + 1))
        .out(prefix + name)
        .done();
    return prefix + name;
  }

  private String longs(String name, long... values) {
    return at.constants().longs(prefix + name, values);
  }
}
