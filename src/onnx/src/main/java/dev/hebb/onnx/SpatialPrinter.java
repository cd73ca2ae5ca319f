package dev.hebb.onnx;

import dev.hebb.graph.Shape;
import dev.hebb.graph.op.BatchNormalization;
import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.ConvTranspose;
import dev.hebb.graph.op.Lrn;
import dev.hebb.graph.op.Pad;
import dev.hebb.graph.op.Pool;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Resize;
import java.util.List;
import java.util.stream.Stream;

/** Prints what works on images: {@code [batch, channels, axes...]}. */
record SpatialPrinter(Place at) {
  Void conv(Conv op) {
    return at.plain("Conv")
        .longs("strides", op.strides())
        .longs("pads", concat(op.begin(), op.end()))
        .longs("dilations", op.dilations())
        .attribute("group", op.groups())
        .done();
  }

  Void batchNormalization(BatchNormalization op) {
    int last = at.node().inputs().size() - 1;
    int channels = Math.toIntExact(at.constants().size(at.node().inputs().get(last)));
    String gamma =
        op.scale() ? at.in(1) : at.constants().vector(at.node().name() + "/ones", channels, 1);
    String beta =
        op.center()
            ? at.in(op.scale() ? 2 : 1)
            : at.constants().vector(at.node().name() + "/zeros", channels, 0);
    return at.write("BatchNormalization")
        .in(at.in(0))
        .in(gamma)
        .in(beta)
        .in(at.in(last - 1))
        .in(at.in(last))
        .out(at.out())
        .attribute("epsilon", op.epsilon())
        .done();
  }

  Void convTranspose(ConvTranspose op) {
    return at.plain("ConvTranspose")
        .longs("strides", op.strides())
        .longs("pads", concat(op.begin(), op.end()))
        .longs("output_padding", op.more())
        .longs("dilations", op.dilations())
        .attribute("group", (long) op.groups())
        .done();
  }

  Void lrn(Lrn op) {
    return at.plain("LRN")
        .attribute("size", (long) op.size())
        .attribute("alpha", op.alpha())
        .attribute("beta", op.beta())
        .attribute("bias", op.bias())
        .done();
  }

  Void pad(Pad op) {
    long[] pads = concat(op.begin(), op.end()).stream().mapToLong(pad -> pad).toArray();
    NodeWriter writer =
        at.write("Pad").in(at.in(0)).in(at.constants().longs(at.node().name() + "/pads", pads));
    return (op.number() == 0
            ? writer
            : writer.in(at.constants().scalar(at.node().name() + "/number", op.number())))
        .out(at.out())
        .done();
  }

  Void pool(Pool op) {
    NodeWriter writer =
        at.plain(op.type())
            .longs("kernel_shape", op.window().kernel())
            .longs("strides", op.window().strides())
            .longs("pads", concat(op.window().begin(), op.window().end()));
    return op.reduction() == Reduction.MAX
        ? writer.longs("dilations", op.window().dilations()).done()
        : writer.attribute("count_include_pad", 0L).done();
  }

  Void resize(Resize op) {
    Shape from = at.values().get(at.node().inputs().get(0)).shape();
    return new ResizePrinter(at.graph(), at.constants(), at.node(), op)
        .print(at.in(0), from, at.out());
  }

  private static List<Integer> concat(List<Integer> begin, List<Integer> end) {
    return Stream.concat(begin.stream(), end.stream()).toList();
  }
}
