package dev.hebb.onnx;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Shape;
import dev.hebb.graph.op.Fill;
import dev.hebb.graph.op.MergeBatch;
import dev.hebb.graph.op.Range;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.SequenceMask;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.SplitBatch;
import java.util.stream.LongStream;

/** Prints what changes or reduces axes. */
record AxisPrinter(Place at) {
  Void mergeBatch(MergeBatch op) {
    return at.write("Reshape")
        .in(at.in(0))
        .in(at.constants().longs(at.node().name() + "/shape", tail(-1)))
        .out(at.out())
        .done();
  }

  Void splitBatch(SplitBatch op) {
    String like = at.node().name() + "/like";
    String front = at.node().name() + "/front";
    String shape = at.node().name() + "/shape";
    new NodeWriter(at.graph(), like, "Shape").in(at.in(1)).out(like).done();
    new NodeWriter(at.graph(), front, "Slice")
        .in(like)
        .in(at.constants().longs(front + "/starts", 0))
        .in(at.constants().longs(front + "/ends", 2))
        .out(front)
        .done();
    new NodeWriter(at.graph(), shape, "Concat")
        .in(front)
        .in(at.constants().longs(shape + "/rest", tail()))
        .out(shape)
        .attribute("axis", 0L)
        .done();
    return at.write("Reshape").in(at.in(0)).in(shape).out(at.out()).done();
  }

  Void reduce(Reduce op) {
    // The axes became an input at 13 for the sum, at 18 for the others.
    boolean asInput = op.reduction() == Reduction.SUM || at.opset().version() >= 18;
    NodeWriter writer = at.write(op.type()).in(at.in(0));
    if (!op.axes().isEmpty() && asInput) {
      long[] axes = op.axes().stream().mapToLong(axis -> axis).toArray();
      writer.in(at.constants().longs(at.node().name() + "/axes", axes));
    } else if (!op.axes().isEmpty()) {
      writer.longs("axes", op.axes());
    }
    return writer.out(at.out()).attribute("keepdims", op.keep() ? 1L : 0L).done();
  }

  Void reshape(Reshape op) {
    long[] dims =
        LongStream.concat(LongStream.of(0), op.dims().stream().mapToLong(dim -> dim)).toArray();
    return at.write("Reshape")
        .in(at.in(0))
        .in(at.constants().longs(at.node().name() + "/shape", dims))
        .out(at.out())
        .done();
  }

  Void slice(Slice op) {
    long start = op.reversed() ? -1 : op.start();
    long end = op.reversed() ? Long.MIN_VALUE : op.end();
    return at.write("Slice")
        .in(at.in(0))
        .in(at.constants().longs(at.node().name() + "/starts", start))
        .in(at.constants().longs(at.node().name() + "/ends", end))
        .in(at.constants().longs(at.node().name() + "/axes", op.axis()))
        .in(at.constants().longs(at.node().name() + "/steps", op.reversed() ? -1 : 1))
        .out(at.out())
        .done();
  }

  // The mask is [batch, axis]; the value may have axes between and behind.
  Void fill(Fill op) {
    String mask = at.node().name() + "/mask";
    int rank = at.values().get(at.node().inputs().get(0)).shape().rank();
    long[] missing = LongStream.range(1, rank).filter(axis -> axis != op.axis()).toArray();
    String wide = at.in(1);
    if (missing.length > 0) {
      new NodeWriter(at.graph(), mask, "Unsqueeze")
          .in(at.in(1))
          .in(at.constants().longs(mask + "/axes", missing))
          .out(mask)
          .done();
      wide = mask;
    }
    return at.write("Where").in(wide).in(at.in(0)).in(number(op)).out(at.out()).done();
  }

  private String number(Fill op) {
    String name = at.node().name() + "/number";
    boolean whole = at.values().get(at.node().inputs().get(0)).type() == DataType.INT64;
    return whole
        ? at.constants().whole(name, (long) op.number())
        : at.constants().scalar(name, op.number());
  }

  Void sequenceMask(SequenceMask op) {
    String name = at.node().name();
    places(op.axis(), name + "/places");
    new NodeWriter(at.graph(), name + "/rows", "Unsqueeze")
        .in(at.in(1))
        .in(at.constants().longs("axis/1", 1))
        .out(name + "/rows")
        .done();
    return at.write("Less").in(name + "/places").in(name + "/rows").out(at.out()).done();
  }

  Void range(Range op) {
    return places(op.axis(), at.out());
  }

  // 0, 1, 2, … along an axis of the first input.
  private Void places(int axis, String out) {
    String name = at.node().name();
    Constants constants = at.constants();
    new NodeWriter(at.graph(), name + "/shape", "Shape").in(at.in(0)).out(name + "/shape").done();
    new NodeWriter(at.graph(), name + "/count", "Gather")
        .in(name + "/shape")
        .in(constants.whole(name + "/axis", axis))
        .out(name + "/count")
        .done();
    return new NodeWriter(at.graph(), out, "Range")
        .in(constants.whole("number/0", 0))
        .in(name + "/count")
        .in(constants.whole("number/1", 1))
        .out(out)
        .done();
  }

  // ONNX has as many axes in the indices as in what they pick from.
  Void gatherElements() {
    String name = at.node().name();
    String last = at.constants().longs("axis/-1", -1);
    new NodeWriter(at.graph(), name + "/columns", "Unsqueeze")
        .in(at.in(1))
        .in(last)
        .out(name + "/columns")
        .done();
    new NodeWriter(at.graph(), name + "/picked", "GatherElements")
        .in(at.in(0))
        .in(name + "/columns")
        .out(name + "/picked")
        .attribute("axis", -1L)
        .done();
    return at.write("Squeeze").in(name + "/picked").in(last).out(at.out()).done();
  }

  // These, then the fixed lengths of the output behind its batch axes.
  private long[] tail(long... first) {
    Shape shape = at.node().outputs().get(0).shape();
    LongStream rest =
        shape.dims().stream()
            .skip(first.length == 0 ? 2 : 1)
            .mapToLong(dim -> dim.size().fixed().orElseThrow());
    return LongStream.concat(LongStream.of(first), rest).toArray();
  }
}
