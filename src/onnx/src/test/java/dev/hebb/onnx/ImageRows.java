package dev.hebb.onnx;

import static dev.hebb.network.Layers.conv2dTranspose;
import static dev.hebb.network.Layers.cropping2d;
import static dev.hebb.network.Layers.depthwiseConv2d;
import static dev.hebb.network.Layers.gaussianNoise;
import static dev.hebb.network.Layers.layerNormalization;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.pRelu;
import static dev.hebb.network.Layers.permute;
import static dev.hebb.network.Layers.randomBrightness;
import static dev.hebb.network.Layers.randomContrast;
import static dev.hebb.network.Layers.randomCrop;
import static dev.hebb.network.Layers.randomFlip;
import static dev.hebb.network.Layers.randomRotation;
import static dev.hebb.network.Layers.randomTranslation;
import static dev.hebb.network.Layers.randomZoom;
import static dev.hebb.network.Layers.repeatVector;
import static dev.hebb.network.Layers.rescaling;
import static dev.hebb.network.Layers.spatialDropout2d;
import static dev.hebb.network.Layers.vector;

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
import dev.hebb.network.Layers;
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
    rows.put("pad", of(new Pad(List.of(0, 0, 1, 2), List.of(0, 0, 0, 3))));
    rows.put("local response normalization", of(new Lrn(3, 0.5, 0.75, 2)));
    for (boolean scale : new boolean[] {true, false}) {
      for (boolean center : new boolean[] {true, false}) {
        rows.put("batch normalization " + scale + " " + center, normalized(scale, center));
      }
    }
    rows.putAll(layers());
    GraphBuilder graph = new GraphBuilder("n");
    Value x = image(graph, "x");
    Value z = image(graph, "z");
    rows.put("concat", built(graph, graph.add("n/op", new Concat(1), List.of(x, z, x))));
    return rows;
  }

  private static Map<String, GraphSource> layers() {
    var picture = network("n", Layers.image(8, 9, 4));
    Map<String, GraphSource> rows = new LinkedHashMap<>();
    rows.put("layer conv2dTranspose", picture.then(conv2dTranspose(3, 3).stride(2).same()).build());
    rows.put(
        "layer depthwiseConv2d", picture.then(depthwiseConv2d(3).multiplier(2).same()).build());
    rows.put(
        "layers that augment",
        picture
            .then(randomFlip())
            .then(randomRotation(0.1))
            .then(randomZoom(0.1))
            .then(randomTranslation(0.1, 0.2))
            .then(randomCrop(6, 5))
            .then(randomBrightness(0.1).range(0, 1))
            .then(randomContrast(0.1).range(0, 1))
            .then(spatialDropout2d(0.5))
            .then(gaussianNoise(0.1))
            .build());
    rows.put("layer cropping2d", picture.then(cropping2d(1, 0, 2, 3)).build());
    rows.put("layer layerNormalization", picture.then(layerNormalization()).build());
    rows.put("layer rescaling", picture.then(rescaling(0.5, -1)).build());
    rows.put("layer pRelu", picture.then(pRelu().shared(1, 2)).build());
    rows.put("layer permute", picture.then(permute(3, 1, 2)).build());
    rows.put(
        "layer repeatVector", network("n", vector(3)).then(repeatVector(4)).then(lstm(2)).build());
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
