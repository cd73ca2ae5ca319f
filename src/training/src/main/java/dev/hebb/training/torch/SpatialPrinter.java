package dev.hebb.training.torch;

import dev.hebb.graph.op.AffineSample;
import dev.hebb.graph.op.BatchNormalization;
import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.ConvTranspose;
import dev.hebb.graph.op.Lrn;
import dev.hebb.graph.op.Pool;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Window;
import java.util.Collections;
import java.util.List;

/**
 * Prints what works on images: {@code [batch, channels, axes...]}. PyTorch pads both sides alike;
 * where the two differ, the padding is an operation of its own.
 */
record SpatialPrinter(Place at) {
  /**
   * Padding of the last axes, in the order of the axes; PyTorch's list begins with the last axis.
   */
  static String pad(String x, List<Integer> begin, List<Integer> end, String value) {
    StringBuilder pads = new StringBuilder();
    for (int i = begin.size() - 1; i >= 0; i--) {
      pads.append(begin.get(i)).append(", ").append(end.get(i)).append(i > 0 ? ", " : "");
    }
    return "torch.constant_pad_nd(%s, [%s], %s)".formatted(x, pads, value);
  }

  static List<Integer> zeros(List<Integer> like) {
    return Collections.nCopies(like.size(), 0);
  }

  Void conv(Conv op) {
    List<String> in = at.inputs();
    boolean symmetric = op.begin().equals(op.end());
    String x = symmetric ? in.get(0) : kept("px", pad(in.get(0), op.begin(), op.end(), "0."));
    List<Integer> pads = symmetric ? op.begin() : zeros(op.begin());
    String bias = in.size() > 2 ? in.get(2) : "None";
    return at.set(
        "torch.conv%sd(%s, %s, %s, %s, %s, %s, %s)"
            .formatted(
                op.strides().size(),
                x,
                in.get(1),
                bias,
                op.strides(),
                pads,
                op.dilations(),
                op.groups()));
  }

  // Whole, with what is added behind, then cut: a negative padding.
  Void convTranspose(ConvTranspose op) {
    List<String> in = at.inputs();
    String bias = in.size() > 2 ? in.get(2) : "None";
    String whole =
        "torch.conv_transpose%sd(%s, %s, %s, %s, %s, %s, %s, %s)"
            .formatted(
                op.strides().size(),
                in.get(0),
                in.get(1),
                bias,
                op.strides(),
                zeros(op.strides()),
                op.more(),
                op.groups(),
                op.dilations());
    boolean cut = !op.begin().equals(zeros(op.begin())) || !op.end().equals(zeros(op.end()));
    return at.set(cut ? pad(whole, negative(op.begin()), negative(op.end()), "0.") : whole);
  }

  // In a variable that the derivative reads.
  private String kept(String prefix, String expression) {
    String variable = at.names().fresh(prefix);
    at.body().set(variable, expression);
    at.graph().cuts().keep(at.out(0).name(), variable);
    return variable;
  }

  static List<Integer> negative(List<Integer> pads) {
    return pads.stream().map(pad -> -pad).toList();
  }

  Void pool(Pool op) {
    String x = at.in(0);
    Window window = op.window();
    if (op.reduction() == Reduction.MAX) {
      String padded =
          window.padded() ? pad(x, window.begin(), window.end(), "-3.4028234663852886e+38") : x;
      if (at.graph().cuts().everywhere()) {
        return withPlaces(window, padded);
      }
      return at.set(
          "torch.max_pool%sd(%s, %s, %s, %s, %s, False)"
              .formatted(
                  window.axes(),
                  padded,
                  window.kernel(),
                  window.strides(),
                  zeros(window.kernel()),
                  window.dilations()));
    }
    if (!window.padded()) {
      return at.set(mean(window, x));
    }
    // The mean of what is there: sums and counts alike are means over the whole window.
    String there = at.names().fresh("there");
    at.body()
        .line("%s = torch.ones_like(torch.narrow(torch.narrow(%s, 0, 0, 1), 1, 0, 1))", there, x);
    String sums = mean(window, pad(x, window.begin(), window.end(), "0."));
    String counts = kept("n", mean(window, pad(there, window.begin(), window.end(), "0.")));
    return at.set("torch.div(%s, %s)".formatted(sums, counts));
  }

  // Where the largest were, which the derivative reads. Of one axis there is none: it is the second
  // of two.
  private Void withPlaces(Window window, String padded) {
    boolean line = window.axes() == 1;
    String x = at.names().fresh("px");
    String y = at.names().define(at.out(0).name());
    String places = at.names().fresh("at");
    at.body().set(x, line ? "torch.unsqueeze(" + padded + ", 2)" : padded);
    at.body()
        .line(
            "%s, %s = torch.max_pool%sd_with_indices(%s, %s)",
            y, places, line ? 2 : window.axes(), x, sliding(window));
    if (line) {
      at.body().set(y, "torch.squeeze(" + y + ", 2)");
    }
    at.graph().cuts().keep(at.out(0).name(), x, places);
    return null;
  }

  /** Kernel, strides, no padding, dilations, not rounded up: of two axes where there is one. */
  static String sliding(Window window) {
    return "%s, %s, %s, %s, False"
        .formatted(
            square(window.kernel(), 1),
            square(window.strides(), 1),
            square(zeros(window.kernel()), 0),
            square(window.dilations(), 1));
  }

  /** The numbers of two axes where there is one. */
  static List<Integer> square(List<Integer> axes, int first) {
    return axes.size() == 1 ? List.of(first, axes.get(0)) : axes;
  }

  private static String mean(Window window, String x) {
    String divisor = window.axes() == 1 ? "" : ", None";
    return "torch.avg_pool%sd(%s, %s, %s, %s, False, True%s)"
        .formatted(
            window.axes(), x, window.kernel(), window.strides(), zeros(window.kernel()), divisor);
  }

  // The mean of squares over neighbouring channels is a pooling along them, all else in one axis.
  Void lrn(Lrn op) {
    String x = at.in(0);
    String padded = channels("torch.mul(%s, %s)".formatted(x, x), op);
    String means =
        kept(
            "m",
            "torch.reshape_as(torch.avg_pool2d(%s, %s), %s)".formatted(padded, neighbours(op), x));
    return at.set(
        "torch.div(%s, torch.pow(torch.add(torch.mul(%s, %s), %s), %s))"
            .formatted(x, means, op.alpha(), op.bias(), op.beta()));
  }

  /** Channels as the one axis of a window, all else in another; zeros around them. */
  static String channels(String value, Lrn op) {
    String squares = "torch.unsqueeze(torch.flatten(%s, 2, -1), 1)".formatted(value);
    return pad(squares, List.of((op.size() - 1) / 2, 0), List.of(op.size() / 2, 0), "0.");
  }

  /** The window over them, as a pooling is told. */
  static String neighbours(Lrn op) {
    return "[%d, 1], [1, 1], [0, 0], False, True, None".formatted(op.size());
  }

  Void batchNormalization(BatchNormalization op) {
    List<String> in = at.inputs();
    String gamma = op.scale() ? in.get(1) : "None";
    String beta = op.center() ? in.get(op.scale() ? 2 : 1) : "None";
    String mean = in.get(in.size() - 2);
    String variance = in.get(in.size() - 1);
    if (!at.graph().training() || op.frozen()) {
      return at.set(
          "torch.batch_norm(%s, %s, %s, %s, %s, False, 0., %s, False)"
              .formatted(in.get(0), gamma, beta, mean, variance, op.epsilon()));
    }
    String y = at.names().define(at.out(0).name());
    String seen = at.names().fresh("mean");
    String scale = at.names().fresh("scale");
    at.body()
        .line(
            "%s, %s, %s = torch.native_batch_norm(%s, %s, %s, None, None, True, 0., %s)",
            y, seen, scale, in.get(0), gamma, beta, op.epsilon());
    at.graph().cuts().keep(at.out(0).name(), seen, scale);
    // The kernel keeps 1/√(variance + ε) of the batch.
    String biased = at.names().fresh("var");
    at.body()
        .line(
            "%s = torch.sub(torch.reciprocal(torch.mul(torch.detach(%s), torch.detach(%s))), %s)",
            biased, scale, scale, op.epsilon());
    towards(mean, "torch.detach(" + seen + ")", op.momentum());
    towards(variance, biased, op.momentum());
    return null;
  }

  private void towards(String moving, String batch, double momentum) {
    at.body()
        .line(
            "_moving = torch.add_(torch.mul_(%s, %s), %s, alpha=%s)",
            moving, momentum, batch, 1 - momentum);
  }

  Void affineSample(AffineSample op) {
    List<String> in = at.inputs();
    String grid = at.names().fresh("grid");
    at.body()
        .line(
            "%s = torch.affine_grid_generator(torch.reshape(%s, [-1, 2, 3]), [torch.size(%s, 0), torch.size(%s, 1), %s, %s], False)",
            grid, in.get(1), in.get(0), in.get(0), op.height(), op.width());
    int mode =
        switch (op.fill()) {
          case CONSTANT -> 0;
          case NEAREST -> 1;
          case REFLECT -> 2;
        };
    // 0: bilinear.
    return at.set("torch.grid_sampler(%s, %s, 0, %d, False)".formatted(in.get(0), grid, mode));
  }
}
