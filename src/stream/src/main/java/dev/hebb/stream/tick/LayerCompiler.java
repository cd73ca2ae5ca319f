package dev.hebb.stream.tick;

import dev.hebb.stream.tick.Program.Unknown;
import java.util.ArrayList;
import java.util.List;

/** Convolutions, normalisation, softmax, tables. */
record LayerCompiler(Compiler program, OnnxNode node) {
  void add() {
    Operand x = program.operand(node.input(node.op().equals("Gather") ? 1 : 0));
    switch (node.op()) {
      case "Conv" -> conv(x);
      case "BatchNormalization" -> normalization(x);
      case "Softmax" -> softmax(x);
      default -> gather(x);
    }
  }

  // x [rows, channels, in], w [filters, channels, width]
  private void conv(Operand x) {
    List<Integer> w = program.dims(node.input(1));
    boolean plain =
        x.rank() == 3
            && node.integer("group", 1) == 1
            && node.integers("pads").stream().allMatch(pad -> pad == 0)
            && !node.has("auto_pad");
    if (!plain) {
      throw new Unknown("a convolution of more than one axis, in groups or with padding");
    }
    int filters = w.get(0);
    int channels = w.get(1);
    int width = w.get(2);
    int dilation = first("dilations");
    int stride = first("strides");
    int out = (x.dim(2) - dilation * (width - 1) - 1) / stride + 1;
    Weights bias =
        node.input(2).isEmpty() ? new Weights(new float[filters]) : program.weights(node.input(2));
    Operand y = program.define(node.output(0), List.of(x.dim(0), filters, out));
    program.count((long) x.dim(0) * out * filters * channels * width);
    program.add(
        new ConvKernel(
            x.register(),
            y.register(),
            program.made(List.of(channels * width)).register(),
            program.made(List.of(filters)).register(),
            x.dim(0),
            channels,
            x.dim(2),
            out,
            width,
            dilation,
            stride,
            program.weights(node.input(1)).transposed(filters),
            bias));
  }

  private int first(String attribute) {
    return node.has(attribute) ? node.integers(attribute).get(0).intValue() : 1;
  }

  // x [rows, channels, ...]: the channel's scale and shift for each number.
  private void normalization(Operand x) {
    float[] gamma = program.weights(node.input(1)).numbers();
    float[] beta = program.weights(node.input(2)).numbers();
    float[] mean = program.weights(node.input(3)).numbers();
    float[] variance = program.weights(node.input(4)).numbers();
    float epsilon = node.number("epsilon", 1e-5f);
    float[] scale = new float[x.size()];
    float[] shift = new float[x.size()];
    for (int i = 0; i < scale.length; i++) {
      int channel = i / x.inner(1) % x.dim(1);
      double factor = gamma[channel] / Math.sqrt((double) variance[channel] + epsilon);
      scale[i] = (float) factor;
      shift[i] = (float) (beta[channel] - mean[channel] * factor);
    }
    Operand y = program.define(node.output(0), x.dims());
    program.add(
        new ScaleKernel(x.register(), y.register(), new Weights(scale), new Weights(shift)));
  }

  private void softmax(Operand x) {
    long axis = node.integer("axis", -1);
    if (axis != -1 && axis != x.rank() - 1) {
      throw new Unknown("softmax over another axis than the last");
    }
    Operand y = program.define(node.output(0), x.dims());
    program.add(new SoftmaxKernel(x.register(), y.register(), x.dim(-1)));
  }

  private void gather(Operand x) {
    List<Integer> table = program.dims(node.input(0));
    if (node.integer("axis", 0) != 0 || table.size() != 2) {
      throw new Unknown("a table of more than rows");
    }
    List<Integer> dims = new ArrayList<>(x.dims());
    dims.add(table.get(1));
    Operand y = program.define(node.output(0), dims);
    program.add(
        new GatherKernel(x.register(), y.register(), table.get(1), program.weights(node.input(0))));
  }
}
