package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Generate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Prints a loop that writes tokens as one Loop node, which ends when all rows have. Carried on are
 * the token, which rows have ended, and the states of the step; what the step reads beside it finds
 * outside by name.
 */
final class GeneratePrinter {
  private static final Shape COLUMN = Shape.of(Dim.free("batch"), Dim.of("time", 1));

  private final Place at;
  private final Generate op;
  private final String prefix;
  private final Graph step;
  private final OnnxMl.GraphProto.Builder proto = OnnxMl.GraphProto.newBuilder();

  GeneratePrinter(Place at, Generate op) {
    this.at = at;
    this.op = op;
    this.prefix = at.node().name() + "/";
    Map<String, String> outer = new HashMap<>();
    for (int i = 1 + op.first(); i < at.node().inputs().size(); i++) {
      Port beside = op.body().inputs().get(op.states() + i - op.first());
      outer.put(beside.value().name(), at.node().inputs().get(i));
    }
    this.step =
        GraphPrinter.renamed(op.body(), name -> outer.getOrDefault(name, prefix + "step/" + name));
  }

  Void print() {
    NodeWriter loop =
        new NodeWriter(at.graph(), prefix + "loop", "Loop")
            .in(at.constants().whole(prefix + "most", op.most()))
            .in("")
            .in(filled("start", List.of(1L), DataType.INT64, op.start()))
            .in(filled("running", List.of(1L), DataType.BOOL, 0));
    int next = 1;
    for (int i = 0; i < op.states(); i++) {
      loop.in(op.given().get(i) ? at.in(next++) : zeros(i));
    }
    for (int i = 0; i < 2 + op.states(); i++) {
      loop.out(prefix + "behind/" + i);
    }
    loop.out(prefix + "said").attribute("body", body()).done();
    return padded();
  }

  // [steps, batch, 1] as [batch, most], with zeros behind.
  private Void padded() {
    write("rows", "Squeeze").in(prefix + "said").in(longs("last", -1)).out(prefix + "rows").done();
    write("columns", "Transpose")
        .in(prefix + "rows")
        .longs("perm", List.of(1, 0))
        .out(prefix + "columns")
        .done();
    write("shape", "Shape").in(prefix + "columns").out(prefix + "shape").done();
    write("missing", "Sub")
        .in(longs("whole", 0, op.most()))
        .in(prefix + "shape")
        .out(prefix + "missing")
        .done();
    // Of the batch nothing is missing; 0 less its length would cut it off.
    write("pads", "Mul")
        .in(prefix + "missing")
        .in(longs("second", 0, 1))
        .out(prefix + "pads")
        .done();
    write("around", "Concat")
        .in(longs("none", 0, 0))
        .in(prefix + "pads")
        .out(prefix + "around")
        .attribute("axis", 0L)
        .done();
    return at.write("Pad")
        .in(prefix + "columns")
        .in(prefix + "around")
        .in(at.constants().whole(prefix + "nothing", 0))
        .out(at.out())
        .done();
  }

  private OnnxMl.GraphProto body() {
    GraphPrinter inside = new GraphPrinter(proto, at.constants(), at.opset(), true);
    proto.setName(step.name());
    inside.input(port("number", Shape.of(), DataType.INT64));
    inside.input(port("going", Shape.of(), DataType.BOOL));
    Port token = step.inputs().get(op.states());
    inside.input(token);
    Port ended = port("ended", COLUMN, DataType.BOOL);
    inside.input(ended);
    step.inputs().subList(0, op.states()).forEach(inside::input);
    Map<String, String> names = inside.nodes(step, step.outputs(), at.names());
    Port next = port("next", COLUMN, DataType.INT64);
    Port over = port("over", COLUMN, DataType.BOOL);
    String scores = names.get(step.outputs().get(op.states()).value().name());
    inner("best", "ArgMax")
        .in(scores)
        .attribute("axis", -1L)
        .attribute("keepdims", 0L)
        .out(prefix + "best")
        .done();
    String end = at.constants().whole(prefix + "end", op.end());
    inner("ends", "Equal").in(prefix + "best").in(end).out(prefix + "ends").done();
    inner("over", "Or").in(ended.name()).in(prefix + "ends").out(over.name()).done();
    inner("next", "Where")
        .in(over.name())
        .in(at.constants().whole(prefix + "nothing", 0))
        .in(prefix + "best")
        .out(next.name())
        .done();
    inside.output(open(over), prefix + "open");
    inside.output(next, next.name());
    inside.output(over, over.name());
    for (int i = 0; i < op.states(); i++) {
      Value state = step.outputs().get(i).value();
      inside.output(new Port(prefix + "out/" + i, state, ""), names.get(state.name()));
    }
    inside.output(new Port(prefix + "says", next.value(), ""), next.name());
    return proto.build();
  }

  // Whether a row has not ended.
  private Port open(Port over) {
    inner("each", "Cast")
        .in(over.name())
        .attribute("to", (long) ModelPrinter.type(DataType.FLOAT32))
        .out(prefix + "each")
        .done();
    inner("all", "ReduceMin")
        .in(prefix + "each")
        .attribute("keepdims", 0L)
        .out(prefix + "all")
        .done();
    inner("open", "Less")
        .in(prefix + "all")
        .in(at.constants().scalar(prefix + "one", 1))
        .out(prefix + "open")
        .done();
    return port("open", Shape.of(), DataType.BOOL);
  }

  private Port port(String name, Shape shape, DataType type) {
    return Port.of(new Value(prefix + name, shape, type));
  }

  // A state of zeros.
  private String zeros(int state) {
    Value value = op.body().inputs().get(state).value();
    List<Long> rest =
        value.shape().dims().stream().skip(1).map(dim -> dim.size().fixed().orElseThrow()).toList();
    return filled("zeros/" + state, rest, value.type(), 0);
  }

  // One number everywhere: as many rows as there are, of these lengths.
  private String filled(String name, List<Long> rest, DataType type, long number) {
    String rows = rows();
    long[] lengths = rest.stream().mapToLong(length -> length).toArray();
    write(name + "/shape", "Concat")
        .in(rows)
        .in(longs(name + "/rest", lengths))
        .out(prefix + name + "/shape")
        .attribute("axis", 0L)
        .done();
    String wide = prefix + name + "/wide";
    write(name + "/wide", "Expand")
        .in(at.constants().longs(prefix + name + "/number", number))
        .in(prefix + name + "/shape")
        .out(wide)
        .done();
    if (type == DataType.INT64) {
      return wide;
    }
    write(name, "Cast")
        .in(wide)
        .attribute("to", (long) ModelPrinter.type(type))
        .out(prefix + name)
        .done();
    return prefix + name;
  }

  private String rows() {
    if (at.graph().getNodeList().stream().noneMatch(n -> n.getName().equals(prefix + "count"))) {
      write("of", "Shape").in(at.in(0)).out(prefix + "of").done();
      write("count", "Slice")
          .in(prefix + "of")
          .in(longs("axis/0", 0))
          .in(longs("axis/1", 1))
          .out(prefix + "count")
          .done();
    }
    return prefix + "count";
  }

  private NodeWriter write(String name, String operator) {
    return new NodeWriter(at.graph(), prefix + name, operator);
  }

  private NodeWriter inner(String name, String operator) {
    return new NodeWriter(proto, prefix + name, operator);
  }

  private String longs(String name, long... values) {
    return at.constants().longs(prefix + name, LongStream.of(values).toArray());
  }
}
