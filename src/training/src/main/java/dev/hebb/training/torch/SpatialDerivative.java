package dev.hebb.training.torch;

import dev.hebb.graph.op.BatchNormalization;
import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.ConvTranspose;
import dev.hebb.graph.op.Lrn;
import dev.hebb.graph.op.Pool;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Window;
import java.util.List;

/** Prints the gradients of what works on images. */
record SpatialDerivative(Back back) {
  boolean conv(Conv op) {
    boolean padded = !op.begin().equals(op.end());
    List<Integer> none = SpatialPrinter.zeros(op.begin());
    String found =
        convolution(
            back.gradient(),
            padded ? back.kept(0) : back.x(0),
            "torch.size(%s, 0)".formatted(back.x(1)),
            "%s, %s, %s, False, %s, %d"
                .formatted(
                    op.strides(), padded ? none : op.begin(), op.dilations(), none, op.groups()));
    return give(found, padded ? op.begin() : none, padded ? op.end() : none);
  }

  boolean convTranspose(ConvTranspose op) {
    List<Integer> none = SpatialPrinter.zeros(op.begin());
    String whole = SpatialPrinter.pad(back.gradient(), op.begin(), op.end(), "0.");
    String found =
        convolution(
            op.begin().equals(none) && op.end().equals(none) ? back.gradient() : whole,
            back.x(0),
            "torch.mul(torch.size(%s, 1), %d)".formatted(back.x(1), op.groups()),
            "%s, %s, %s, True, %s, %d"
                .formatted(op.strides(), none, op.dilations(), op.more(), op.groups()));
    return give(found, none, none);
  }

  // Prefix of the variables of the three gradients.
  private String convolution(String g, String x, String filters, String how) {
    String d = back.at().names().fresh("dc");
    back.at()
        .body()
        .line(
            "%sx, %sw, %sb = torch.convolution_backward(%s, %s, %s, [%s], %s, [%s, %s, %s])",
            d, d, d, g, x, back.x(1), filters, how, wants(0), wants(1), wants(2));
    return d;
  }

  private String wants(int input) {
    return back.wants(input) ? "True" : "False";
  }

  private boolean give(String found, List<Integer> begin, List<Integer> end) {
    return back.give(0, unpadded(found + "x", begin, end))
        && back.give(1, found + "w")
        && back.give(2, found + "b");
  }

  private static String unpadded(String g, List<Integer> begin, List<Integer> end) {
    return begin.stream().allMatch(pad -> pad == 0) && end.stream().allMatch(pad -> pad == 0)
        ? g
        : SpatialPrinter.pad(g, SpatialPrinter.negative(begin), SpatialPrinter.negative(end), "0.");
  }

  boolean pool(Pool op) {
    Window window = op.window();
    boolean line = window.axes() == 1;
    int axes = line ? 2 : window.axes();
    String g = back.gradient();
    String found;
    if (op.reduction() == Reduction.MAX) {
      found =
          "torch.max_pool%dd_with_indices_backward(%s, %s, %s, %s)"
              .formatted(
                  axes,
                  lifted(g, line),
                  back.kept(0),
                  SpatialPrinter.sliding(window),
                  back.kept(1));
    } else {
      String each = window.padded() ? "torch.div(%s, %s)".formatted(g, back.kept(0)) : g;
      String x =
          window.padded()
              ? SpatialPrinter.pad(back.x(0), window.begin(), window.end(), "0.")
              : back.x(0);
      found =
          "torch.avg_pool%dd_backward(%s, %s, %s, %s, %s, False, True, None)"
              .formatted(
                  axes,
                  lifted(each, line),
                  lifted(x, line),
                  SpatialPrinter.square(window.kernel(), 1),
                  SpatialPrinter.square(window.strides(), 1),
                  SpatialPrinter.square(SpatialPrinter.zeros(window.kernel()), 0));
    }
    String whole = line ? "torch.squeeze(" + found + ", 2)" : found;
    return back.give(0, unpadded(whole, window.begin(), window.end()));
  }

  // Of one axis there is no kernel: it is the second of two.
  private static String lifted(String value, boolean line) {
    return line ? "torch.unsqueeze(" + value + ", 2)" : value;
  }

  // With d = k + α·mean: g·d^-β, less 2·α·β·x times what comes back through the mean, g·y/d.
  boolean lrn(Lrn op) {
    String g = back.gradient();
    String x = back.x(0);
    String d =
        back.set("torch.add(torch.mul(%s, %s), %s)".formatted(back.kept(0), op.alpha(), op.bias()));
    String each = back.set("torch.div(torch.mul(%s, %s), %s)".formatted(g, back.y(), d));
    String like = SpatialPrinter.channels(x, op);
    String lifted = "torch.unsqueeze(torch.flatten(" + each + ", 2, -1), 1)";
    String around =
        SpatialPrinter.pad(
            "torch.avg_pool2d_backward(%s, %s, %s)"
                .formatted(lifted, like, SpatialPrinter.neighbours(op)),
            List.of(-(op.size() - 1) / 2, 0),
            List.of(-(op.size() / 2), 0),
            "0.");
    return back.give(
        0,
        "torch.sub(torch.div(%s, torch.pow(%s, %s)), torch.mul(torch.mul(%s, torch.reshape_as(%s, %s)), %s))"
            .formatted(g, d, op.beta(), x, around, x, 2 * op.alpha() * op.beta()));
  }

  boolean batchNormalization(BatchNormalization op) {
    int beta = op.scale() ? 2 : 1;
    int statistics = beta + (op.center() ? 1 : 0);
    String moving = back.x(statistics) + ", " + back.x(statistics + 1) + ", None, None, False";
    String d = back.at().names().fresh("db");
    back.at()
        .body()
        .line(
            "%sx, %sg, %sb = torch.native_batch_norm_backward(%s, %s, %s, %s, %s, [%s, %s, %s])",
            d,
            d,
            d,
            back.gradient(),
            back.x(0),
            op.scale() ? back.x(1) : "None",
            op.frozen() ? moving : "None, None, " + back.kept(0) + ", " + back.kept(1) + ", True",
            op.epsilon(),
            wants(0),
            op.scale() ? wants(1) : "False",
            op.center() ? wants(beta) : "False");
    return back.give(0, d + "x")
        && (!op.scale() || back.give(1, d + "g"))
        && (!op.center() || back.give(beta, d + "b"));
  }
}
