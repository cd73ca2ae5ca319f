package dev.hebb.network;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Node;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Section;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.BatchNormalization;
import dev.hebb.graph.op.Constant;
import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.Gemm;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Pool;
import dev.hebb.graph.op.Random;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.Transpose;
import dev.hebb.graph.op.WhenTraining;
import dev.hebb.graph.op.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rewrites a network for patches into one that looks at every patch of an image at once, with the
 * same parameters. What is computed for one patch and needed for its neighbour is computed once.
 *
 * <p>A step of a patch's map is {@code spacing} pixels of the image; the rewritten map has a number
 * every {@code step} pixels, which divides both that and the stride of the scan. A kernel therefore
 * reads with gaps of {@code spacing / step} (Long et al. 2015, "à trous").
 */
final class Scan {
  /** Where a value of the patch network is in the rewritten one. */
  private record Map2d(Value value, int spacing, int step) {
    Map2d with(Value other) {
      return new Map2d(other, spacing, step);
    }

    int gap() {
      return spacing / step;
    }
  }

  private final Graph patch;
  private final int stride;
  private final GraphBuilder builder;
  private final Map<String, Map2d> maps = new HashMap<>();
  // Rows of the flattened patch, as [height, width, channels]: what comes next reads all of it.
  private final Map<String, List<Long>> flat = new HashMap<>();
  private final Map<String, Value> values;
  private Node node;

  Scan(Graph patch, Input<Rank.Image> whole, int stride) {
    this.patch = patch;
    this.stride = stride;
    this.values = patch.values();
    builder = new GraphBuilder(patch.name() + "-scan");
    Port input = patch.inputs().get(0);
    maps.put(input.name(), new Map2d(Stage.begun(whole, builder), 1, 1));
    patch.params().forEach(builder::param);
  }

  Graph graph() {
    for (Node each : patch.nodes()) {
      node = each;
      maps.put(each.outputs().get(0).name(), rewritten(each.op()));
    }
    Port output = patch.outputs().get(0);
    Map2d last = maps.get(output.value().name());
    if (last.step() != stride) {
      throw refused("expected something that sees the whole patch, such as a dense layer");
    }
    List<String> params = patch.params().stream().map(Param::name).toList();
    builder.section(
        new Section(
            "scan",
            "scan",
            "scanned(\"" + patch.name() + "\", " + stride + ")",
            List.of(builder.inputs().get(0).name()),
            last.value().shape(),
            params));
    return builder.build(List.of(new Port(output.name(), last.value(), output.unit())));
  }

  private Map2d rewritten(Op op) {
    if (op instanceof Constant) {
      return new Map2d(add(op), 1, 1);
    } else if (op instanceof Conv conv) {
      return conv(conv);
    } else if (op instanceof Pool pool) {
      return pool(pool.reduction(), pool.window());
    } else if (op instanceof Reduce reduce) {
      return overall(reduce);
    } else if (op instanceof Reshape) {
      return flattened();
    } else if (op instanceof Gemm || op instanceof MatMul) {
      return dense();
    } else if (op instanceof BatchNormalization && in(0).shape().rank() == 2) {
      return normalized(op);
    } else if (op instanceof Activate
        || op instanceof Arithmetic
        || op instanceof BatchNormalization
        || op instanceof Random
        || op instanceof Transpose
        || op instanceof WhenTraining) {
      return asItIs(op);
    }
    throw refused("expected convolutions without padding, pools, dense layers and activations");
  }

  private Map2d asItIs(Op op) {
    List<Value> operands = new ArrayList<>();
    Map2d map = null;
    for (String input : node.inputs()) {
      Map2d each = maps.get(input);
      boolean known = each != null;
      operands.add(known ? each.value() : builder.value(input));
      map = known && (map == null || each.value().shape().rank() > 0) ? each : map;
      if (flat.containsKey(input)) {
        flat.put(node.outputs().get(0).name(), flat.get(input));
      }
    }
    return map.with(builder.add(node.name(), op, operands).get(0));
  }

  private Map2d conv(Conv op) {
    Window window = window(op.strides(), op.begin(), op.end());
    Map2d map = maps.get(node.inputs().get(0));
    int spacing = map.spacing() * op.strides().get(0);
    int step = gcd(stride, spacing);
    int moves = step / map.step();
    List<Integer> gaps = op.dilations().stream().map(gap -> gap * map.gap()).toList();
    Conv sliding = new Conv(same(moves), window.begin(), window.end(), gaps, op.groups());
    List<Value> operands = new ArrayList<>(List.of(map.value()));
    node.inputs().stream().skip(1).forEach(param -> operands.add(builder.value(param)));
    return new Map2d(builder.add(node.name(), sliding, operands).get(0), spacing, step);
  }

  private Map2d pool(Reduction reduction, Window window) {
    window(window.strides(), window.begin(), window.end());
    Map2d map = maps.get(node.inputs().get(0));
    int spacing = map.spacing() * window.strides().get(0);
    int step = gcd(stride, spacing);
    List<Integer> gaps = window.dilations().stream().map(gap -> gap * map.gap()).toList();
    if (reduction == Reduction.MEAN && map.gap() > 1) {
      throw refused(
          "expected a mean over neighbours, which a stride of %d leaves %d apart; use maximum pooling, or a stride that is a multiple of %d"
              .formatted(stride, map.gap(), map.spacing()));
    }
    Window sliding =
        new Window(window.kernel(), same(step / map.step()), window.begin(), window.end(), gaps);
    return new Map2d(add(new Pool(reduction, sliding), map.value()), spacing, step);
  }

  // Over all of a patch's map: a pool as large as that.
  private Map2d overall(Reduce op) {
    boolean last = op.axes().equals(List.of(1, 2));
    if ((!last && !op.axes().equals(List.of(2, 3))) || op.keep()) {
      throw refused("expected a mean or maximum over height and width");
    }
    Map2d map = maps.get(node.inputs().get(0));
    Value first = last ? add(new Transpose(List.of(0, 3, 1, 2)), map.value()) : map.value();
    List<Integer> kernel = new ArrayList<>();
    op.axes().forEach(axis -> kernel.add((int) length(axis)));
    if (op.reduction() == Reduction.MEAN && map.gap() > 1) {
      throw refused(
          "expected a mean over neighbours; use a stride that is a multiple of " + map.spacing());
    }
    List<Integer> none = same(0);
    List<Integer> gaps = same(map.gap());
    Window all = new Window(kernel, same(stride / map.step()), none, none, gaps);
    Value pooled = add(new Pool(op.reduction(), all), first);
    return new Map2d(add(new Transpose(List.of(0, 2, 3, 1)), pooled), stride, stride);
  }

  private Map2d flattened() {
    Map2d map = maps.get(node.inputs().get(0));
    if (in(0).shape().rank() == 4 && node.outputs().get(0).shape().rank() == 2) {
      flat.put(node.outputs().get(0).name(), List.of(length(1), length(2), length(3)));
    } else if (node.outputs().get(0).shape().rank() != 2) {
      throw refused("expected to flatten a patch");
    }
    return map;
  }

  private Map2d dense() {
    Map2d map = maps.get(node.inputs().get(0));
    List<Long> sizes = flat.get(node.inputs().get(0));
    Value kernel = builder.value(node.inputs().get(1));
    Value product;
    if (sizes == null) {
      product = add(new MatMul(), map.value(), kernel);
    } else {
      // [height·width·channels, units] -> [units, channels, height, width]
      Value units = add(new Reshape(sizes), add(new Transpose(List.of(1, 0)), kernel));
      Value filters = add(new Transpose(List.of(0, 3, 1, 2)), units);
      Value first = add(new Transpose(List.of(0, 3, 1, 2)), map.value());
      List<Integer> none = same(0);
      Conv sliding = new Conv(same(stride / map.step()), none, none, same(map.gap()), 1);
      product = add(new Transpose(List.of(0, 2, 3, 1)), add(sliding, first, filters));
    }
    if (node.op() instanceof Gemm) {
      Value bias = builder.value(node.inputs().get(2));
      product = add(new Arithmetic(Operator.ADD), product, bias);
    }
    return new Map2d(product, stride, stride);
  }

  // Of rows: the channels are behind the batch there, and last here.
  private Map2d normalized(Op op) {
    Map2d map = maps.get(node.inputs().get(0));
    Value first = add(new Transpose(List.of(0, 3, 1, 2)), map.value());
    Stream<Value> rest = node.inputs().stream().skip(1).map(builder::value);
    Value[] operands = Stream.concat(Stream.of(first), rest).toArray(Value[]::new);
    return map.with(add(new Transpose(List.of(0, 2, 3, 1)), add(op, operands)));
  }

  private Window window(List<Integer> strides, List<Integer> begin, List<Integer> end) {
    boolean padded = begin.stream().anyMatch(pad -> pad != 0) || end.stream().anyMatch(p -> p != 0);
    if (padded || strides.stream().distinct().count() > 1) {
      throw refused(
          "expected no padding and one stride for height and width: a patch has neighbours where the image goes on");
    }
    return new Window(strides, strides, begin, end, strides);
  }

  private Value in(int index) {
    return values.get(node.inputs().get(index));
  }

  private long length(int axis) {
    return in(0).shape().dim(axis).size().fixed().orElseThrow();
  }

  private Value add(Op op, Value... operands) {
    return builder.add(node.name() + "/" + op.type(), op, List.of(operands)).get(0);
  }

  private static List<Integer> same(int both) {
    return List.of(both, both);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private DeclarationException refused(String expected) {
    return new DeclarationException(
        "%s/%s (%s): %s, to scan with stride %d, got %s. Change the patch network."
            .formatted(patch.name(), node.name(), node.op().type(), expected, stride, node.op()));
  }
}
