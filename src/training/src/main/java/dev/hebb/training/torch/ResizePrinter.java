package dev.hebb.training.torch;

import dev.hebb.graph.op.Interpolation;
import dev.hebb.graph.op.Resize;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prints what changes the lengths of an image. PyTorch's own kernels work out in single precision
 * where to interpolate, which shows from lengths of some hundred on, and have another cubic; but
 * for factors that are exact, weights are worked out here in double precision and multiply the
 * axis.
 */
final class ResizePrinter {
  private final Place at;
  private final Resize op;
  private final String x;

  ResizePrinter(Place at, Resize op) {
    this.at = at;
    this.op = op;
    this.x = at.in(0);
  }

  Void print() {
    String kernel = kernel(op);
    if (!kernel.isEmpty()) {
      return at.set("torch.%s(%s, [%s]%s)".formatted(kernel, x, lengths(), corners(kernel)));
    }
    String value = x;
    for (int axis = 2; axis < op.lengths().size() + 2; axis++) {
      value = op.interpolation() == Interpolation.NEAREST ? taken(value, axis) : mixed(value, axis);
    }
    return at.define(value);
  }

  /** PyTorch's own function, where it is exact; empty where it is not. */
  static String kernel(Resize op) {
    if (op.relative() && op.interpolation() == Interpolation.NEAREST) {
      return "upsample_nearest" + op.lengths().size() + "d";
    }
    if (op.interpolation() == Interpolation.LINEAR && op.exact()) {
      return op.lengths().size() == 1 ? "upsample_linear1d" : "upsample_bilinear2d";
    }
    return "";
  }

  /** What linear ones are told beside the lengths: corners are not aligned. */
  static String corners(String kernel) {
    return kernel.contains("linear") ? ", False" : "";
  }

  private String lengths() {
    return IntStream.range(0, op.lengths().size())
        .mapToObj(i -> length(2 + i))
        .collect(Collectors.joining(", "));
  }

  private String length(int axis) {
    Integer length = op.lengths().get(axis - 2);
    return op.relative() ? "torch.mul(%s, %s)".formatted(size(axis), length) : length.toString();
  }

  private String size(int axis) {
    return "torch.size(%s, %s)".formatted(x, axis);
  }

  private String set(String name, String expression) {
    String fresh = at.names().fresh(name);
    at.body().set(fresh, expression);
    return fresh;
  }

  private String upTo(String length, int type) {
    return "torch.arange(%s, dtype=%s, layout=None, device=ops.prim.device(%s), pin_memory=None)"
        .formatted(length, type, x);
  }

  // Whole numbers: floor((2·i + 1)·in / (2·out)).
  private String taken(String value, int axis) {
    String odd = set("odd", "torch.add(torch.mul(%s, 2), 1)".formatted(upTo(length(axis), 4)));
    String index =
        set(
            "index",
            "torch.floor_divide(torch.mul(%s, %s), torch.mul(%s, 2))"
                .formatted(odd, size(axis), length(axis)));
    return set("taken", "torch.index_select(%s, %s, %s)".formatted(value, axis, index));
  }

  // The lengths of what is antialiased are known.
  private String mixed(String value, int axis) {
    String centre =
        set(
            "centre",
            "torch.sub(torch.mul(torch.add(%s, 0.5), torch.div(%s, %s)), 0.5)"
                .formatted(upTo(length(axis), 7), size(axis), length(axis)));
    String far =
        set(
            "far",
            "torch.abs(torch.sub(torch.unsqueeze(%s, 1), %s))"
                .formatted(centre, upTo(size(axis), 7)));
    if (op.antialias()) {
      double in = at.shape(0).dim(axis).size().fixed().orElseThrow();
      far =
          set(
              "far",
              "torch.div(%s, %s)".formatted(far, Math.max(in / op.lengths().get(axis - 2), 1)));
    }
    String share = op.interpolation() == Interpolation.CUBIC ? cubic(far) : linear(far);
    String weights =
        set(
            "weights",
            "torch.to(torch.div(%s, torch.sum(%s, [1], True)), 6, False, False, None)"
                .formatted(share, share));
    boolean last = axis == op.lengths().size() + 1;
    return last
        ? set("mixed", "torch.matmul(%s, torch.t(%s))".formatted(value, weights))
        : set("mixed", "torch.matmul(%s, %s)".formatted(weights, value));
  }

  private String linear(String far) {
    return set("share", "torch.relu(torch.rsub(%s, 1, 1))".formatted(far));
  }

  private String cubic(String far) {
    String within =
        set(
            "within",
            "torch.add(torch.mul(torch.mul(torch.sub(torch.mul(%s, 1.5), 2.5), %s), %s), 1)"
                .formatted(far, far, far));
    String beyond =
        set(
            "beyond",
            "torch.add(torch.mul(torch.sub(torch.mul(torch.add(torch.mul(%s, -0.5), 2.5), %s), 4), %s), 2)"
                .formatted(far, far, far));
    return set(
        "share",
        "torch.where(torch.lt(%s, 1), %s, torch.where(torch.lt(%s, 2), %s, torch.zeros_like(%s)))"
            .formatted(far, within, far, beyond, far));
  }
}
