package dev.hebb.onnx;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.BatchNormalization;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.ConvTranspose;
import dev.hebb.graph.op.Interpolation;
import dev.hebb.graph.op.Lrn;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Pad;
import dev.hebb.graph.op.Pool;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Resize;
import dev.hebb.graph.op.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of the contract table that is about images: {@code [batch, 4, 8, 9]}. */
final class ImageRows {
  private static final List<Integer> ONE = List.of(1, 1);
  private static final List<Integer> TWO = List.of(2, 2);
  private static final List<Integer> NONE = List.of(0, 0);

  private ImageRows() {}

  static Map<String, GraphSource> all() {
    Map<String, GraphSource> rows = new LinkedHashMap<>();
    rows.put(
        "conv 2d, uneven padding",
        of(new Conv(ONE, ONE, List.of(2, 0), ONE, 1), List.of(6L, 4L, 4L, 3L), List.of(6L)));
    rows.put(
        "conv 2d, groups, strides",
        of(new Conv(List.of(2, 3), NONE, NONE, ONE, 2), List.of(6L, 2L, 3L, 3L)));
    rows.put(
        "conv 2d, depthwise, dilated",
        of(new Conv(ONE, ONE, ONE, TWO, 4), List.of(8L, 1L, 3L, 3L)));
    rows.put(
        "conv transpose",
        of(new ConvTranspose(TWO, NONE, NONE, NONE, ONE, 1), List.of(4L, 3L, 3L, 3L), List.of(3L)));
    rows.put(
        "conv transpose, cut unevenly",
        of(new ConvTranspose(TWO, NONE, ONE, NONE, ONE, 1), List.of(4L, 3L, 3L, 3L)));
    rows.put(
        "conv transpose, more",
        of(
            new ConvTranspose(List.of(3, 3), NONE, NONE, ONE, ONE, 2),
            List.of(4L, 3L, 2L, 2L),
            List.of(6L)));
    for (Reduction reduction : List.of(Reduction.MAX, Reduction.MEAN)) {
      rows.put("pool " + reduction, of(new Pool(reduction, new Window(TWO, TWO, NONE, NONE, ONE))));
      rows.put(
          "pool, padded unevenly " + reduction,
          of(new Pool(reduction, new Window(List.of(3, 2), ONE, List.of(1, 0), ONE, ONE))));
      rows.put("reduce " + reduction, of(new Reduce(reduction, List.of(2, 3), false)));
    }
    rows.put("reduce sum, kept", of(new Reduce(Reduction.SUM, List.of(1, 3), true)));
    rows.put("reduce min", of(new Reduce(Reduction.MIN, List.of(1), false)));
    for (Interpolation way : Interpolation.values()) {
      rows.put("resize by powers of two " + way, of(Resize.by(way, List.of(2, 4))));
      rows.put("resize by others " + way, of(Resize.by(way, List.of(3, 2))));
      rows.put("resize to more " + way, of(Resize.to(way, List.of(11, 31))));
      rows.put("resize to less " + way, of(Resize.to(way, List.of(5, 4))));
      rows.put("resize to one, and as it is " + way, of(Resize.to(way, List.of(1, 9))));
    }
    for (Interpolation way : List.of(Interpolation.LINEAR, Interpolation.CUBIC)) {
      rows.put("resize, antialiased " + way, of(Resize.to(way, List.of(3, 20)).antialiased()));
    }
    rows.put("pad", of(new Pad(List.of(0, 0, 1, 2), List.of(0, 0, 0, 3))));
    rows.put("local response normalization", of(new Lrn(3, 0.5, 0.75, 2)));
    for (boolean scale : new boolean[] {true, false}) {
      for (boolean center : new boolean[] {true, false}) {
        rows.put("batch normalization " + scale + " " + center, normalized(scale, center));
      }
    }
    rows.putAll(LayerRows.all());
    GraphBuilder graph = new GraphBuilder("n");
    Value x = image(graph, "x");
    Value z = image(graph, "z");
    rows.put("concat", built(graph, graph.add("n/op", new Concat(1), List.of(x, z, x))));
    return rows;
  }

  private static Value image(GraphBuilder graph, String name) {
    Shape shape =
        Shape.of(Dim.free("batch"), Dim.of("channels", 4), Dim.of("height", 8), Dim.of("width", 9));
    return graph.input(name, shape, DataType.FLOAT32, "");
  }

  private static Graph normalized(boolean scale, boolean center) {
    GraphBuilder graph = new GraphBuilder("n");
    List<Value> in = new ArrayList<>(List.of(image(graph, "x")));
    for (int i = 0; i < 3 + (scale ? 1 : 0) + (center ? 1 : 0) - 1; i++) {
      in.add(graph.param(new Param("n/p" + i, List.of(4L), Initializer.ones(), Fans.NONE, true)));
    }
    return built(
        graph, graph.add("n/op", new BatchNormalization(1.5, 0.9, scale, center, false), in));
  }

  @SafeVarargs
  private static Graph of(Op op, List<Long>... params) {
    GraphBuilder graph = new GraphBuilder("n");
    List<Value> in = new ArrayList<>(List.of(image(graph, "x")));
    for (List<Long> dims : params) {
      String name = "n/p" + in.size();
      in.add(graph.param(new Param(name, dims, Initializer.glorotUniform(), new Fans(9, 9), true)));
    }
    return built(graph, graph.add("n/op", op, in));
  }

  private static Graph built(GraphBuilder graph, List<Value> outputs) {
    return graph.build(List.of(new Port("y", outputs.get(0), "")));
  }
}
