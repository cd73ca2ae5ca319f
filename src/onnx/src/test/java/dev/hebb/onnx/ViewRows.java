package dev.hebb.onnx;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Expand;
import dev.hebb.graph.op.Gather;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Pad;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.View;
import dev.hebb.graph.op.Where;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of the contract table that other files' graphs need: {@code [batch, time, 6]}. */
final class ViewRows {
  private final GraphBuilder builder = new GraphBuilder("n");
  private final Scope scope = new Scope(builder, "n");
  private final Value x;
  private final List<Port> ports = new ArrayList<>();

  private ViewRows() {
    Shape shape = Shape.of(Dim.free("batch"), Dim.free("time"), Dim.of("features", 6));
    x = builder.input("x", shape, DataType.FLOAT32, "");
  }

  static Map<String, GraphSource> all() {
    Map<String, GraphSource> rows = new LinkedHashMap<>();
    rows.put("views", new ViewRows().views());
    rows.put("expansions", new ViewRows().expansions());
    rows.put("choices", new ViewRows().choices());
    rows.put("places of an axis", new ViewRows().places());
    rows.put("whole numbers", new ViewRows().wholes());
    rows.put("products that broadcast", new ViewRows().products());
    return rows;
  }

  private Graph build() {
    return builder.build(ports);
  }

  private void port(String name, Value value) {
    ports.add(new Port(name, value, ""));
  }

  private Graph views() {
    port("merged", scope.op(new View(List.of(View.REST, 3L)), x));
    Value moved = scope.transpose(x, 1, 2, 0);
    port("apart", scope.op(new View(List.of(View.axis(0), 2L, View.axis(2), View.REST)), moved));
    Value wide = scope.op(new View(List.of(1L, View.axis(0), View.axis(1), 1L, View.axis(2))), x);
    port("wide", wide);
    port("narrow", scope.op(new View(List.of(View.axis(1), View.axis(2), View.axis(4))), wide));
    port("kept", scope.op(new View(List.of(View.axis(0), View.axis(1), 2L, 3L)), x));
    return build();
  }

  private Graph expansions() {
    Value row = scope.param("row", List.of(1L, 1L, 6L), Initializer.glorotUniform(), Fans.NONE);
    List<Long> like = List.of(Expand.axis(0), Expand.axis(1), Expand.KEEP);
    Value all = scope.op(new Expand(like), row, x);
    port("all", scope.arithmetic(Operator.ADD, all, x));
    port("outer", scope.op(new Expand(List.of(2L, Expand.KEEP, 5L, Expand.KEEP)), row));
    return build();
  }

  private Graph choices() {
    Value high = scope.arithmetic(Operator.GREATER, x, scope.constant(0.1));
    port("chosen", scope.op(new Where(), high, x, scope.constant(-0.5)));
    Value infinite = scope.constant(Double.NEGATIVE_INFINITY);
    Value hidden = scope.op(new Where(), high, x, infinite);
    port("shares", scope.activate(Activation.SOFTMAX, hidden(hidden)));
    port("padded", scope.op(new Pad(List.of(0, 0, 1), List.of(0, 0, 2), 0.25), x));
    port("joined", scope.op(new Concat(1), x, first()));
    return build();
  }

  // At least one of a row is to be seen.
  private Value hidden(Value value) {
    return scope.op(
        new Concat(2), value, scope.op(new Pad(List.of(0, 0, -5), List.of(0, 0, 0)), x));
  }

  private Value first() {
    return scope.op(Slice.of(1, 0, 1), x);
  }

  private Graph places() {
    Value indices = scope.op(new Cast(DataType.INT64), scope.constant(List.of(4.0, 0.0, 5.0, 4.0)));
    Value square = scope.op(new View(List.of(2L, 2L)), indices);
    port("picked", scope.op(new Gather(2), x, square));
    port("listed", scope.op(new Gather(2), x, indices));
    return build();
  }

  private Graph wholes() {
    Value tens =
        scope.op(new Cast(DataType.INT64), scope.arithmetic(Operator.MUL, x, scope.constant(10)));
    Value three = scope.op(new Cast(DataType.INT64), scope.constant(3));
    for (Operator operator : Operator.values()) {
      if (operator != Operator.POW) {
        port(operator.name(), scope.op(new Arithmetic(operator), tens, three));
      }
    }
    port("turned", scope.transpose(tens, 2, 0, 1));
    return build();
  }

  private Graph products() {
    Value table = scope.param("table", List.of(2L, 3L, 4L), Initializer.glorotUniform(), Fans.NONE);
    Value heads = scope.op(new View(List.of(View.axis(0), View.axis(1), 2L, 3L)), x);
    port("each", scope.op(new MatMul(), scope.transpose(heads, 0, 2, 1, 3), table));
    return build();
  }
}
