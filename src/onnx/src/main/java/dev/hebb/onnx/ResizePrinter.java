package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Node;
import dev.hebb.graph.Shape;
import dev.hebb.graph.op.Interpolation;
import dev.hebb.graph.op.Resize;
import java.util.Arrays;

/**
 * Prints a resizing: one Resize node where its single precision is exact; else a Gather or a MatMul
 * for each axis, with what was worked out in double precision. A Resize node also could not say a
 * length while the batch is free, before opset 18.
 */
final class ResizePrinter {
  private final OnnxMl.GraphProto.Builder graph;
  private final Constants constants;
  private final Node node;
  private final String name;
  private final Resize op;

  ResizePrinter(OnnxMl.GraphProto.Builder graph, Constants constants, Node node, Resize op) {
    this.graph = graph;
    this.constants = constants;
    this.node = node;
    this.name = node.name();
    this.op = op;
  }

  Void print(String x, Shape in, String y) {
    Shape out = node.outputs().get(0).shape();
    boolean nearest = op.interpolation() == Interpolation.NEAREST;
    boolean free = in.dims().stream().skip(2).anyMatch(dim -> dim.size().fixed().isEmpty());
    if (free || op.exact() || (op.relative() && nearest)) {
      return resize(x, y);
    }
    String value = x;
    int last = in.rank() - 1;
    for (int axis = 2; axis <= last; axis++) {
      long from = in.dim(axis).size().fixed().orElseThrow();
      long to = out.dim(axis).size().fixed().orElseThrow();
      String result = axis == last ? y : name + "/" + axis;
      if (nearest) {
        String indices = constants.longs(name + "/indices" + axis, Interpolation.nearest(from, to));
        write("Gather", axis)
            .in(value)
            .in(indices)
            .out(result)
            .attribute("axis", (long) axis)
            .done();
      } else if (axis == last) {
        write("MatMul", axis).in(value).in(weights(axis, from, to, true)).out(result).done();
      } else {
        write("MatMul", axis).in(weights(axis, from, to, false)).in(value).out(result).done();
      }
      value = result;
    }
    return null;
  }

  private NodeWriter write(String operator, int axis) {
    return new NodeWriter(graph, name + "/" + axis, operator);
  }

  private Void resize(String x, String y) {
    float[] scales = new float[op.lengths().size() + 2];
    Arrays.fill(scales, 1);
    for (int i = 0; i < op.lengths().size(); i++) {
      scales[2 + i] = op.lengths().get(i);
    }
    NodeWriter writer =
        new NodeWriter(graph, name, "Resize")
            .in(x)
            .in("")
            .in(constants.vector(name + "/scales", scales))
            .out(y);
    return switch (op.interpolation()) {
      case NEAREST ->
          writer
              .attribute("mode", "nearest")
              .attribute("coordinate_transformation_mode", "asymmetric")
              .attribute("nearest_mode", "floor")
              .done();
      case LINEAR ->
          writer
              .attribute("mode", "linear")
              .attribute("coordinate_transformation_mode", "half_pixel")
              .done();
      case CUBIC ->
          writer
              .attribute("mode", "cubic")
              .attribute("coordinate_transformation_mode", "half_pixel")
              .attribute("cubic_coeff_a", -0.5)
              .attribute("exclude_outside", 1L)
              .done();
    };
  }

  // [to, from], or transposed.
  private String weights(int axis, long from, long to, boolean transposed) {
    float[] rows = op.interpolation().weights(from, to, op.antialias());
    int height = (int) (transposed ? from : to);
    int width = (int) (transposed ? to : from);
    float[] values = new float[rows.length];
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        values[i * width + j] = transposed ? rows[j * height + i] : rows[i * width + j];
      }
    }
    return constants.matrix(name + "/weights" + axis, values, height, width);
  }
}
