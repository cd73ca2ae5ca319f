package dev.hebb.stream.tick;

import dev.hebb.stream.tick.Program.Unknown;
import java.util.ArrayList;
import java.util.List;

/** Products with weights, and what is done with two values. */
record ProductCompiler(Compiler program, OnnxNode node) {
  void add() {
    switch (node.op()) {
      case "Gemm" -> gemm();
      case "MatMul" -> {
        List<Integer> kernel = program.dims(node.input(1));
        if (kernel.size() != 2) {
          throw new Unknown("a product of two values");
        }
        affine(program.weights(node.input(1)), new Weights(new float[kernel.get(1)]));
      }
      default -> pair();
    }
  }

  private void gemm() {
    boolean plain =
        node.integer("transA", 0) == 0
            && node.integer("transB", 0) == 0
            && Float.compare(node.number("alpha", 1), 1) == 0
            && Float.compare(node.number("beta", 1), 1) == 0
            && program.dims(node.input(2)).size() == 1;
    if (!plain) {
      throw new Unknown("Gemm with more than a product and a sum");
    }
    affine(program.weights(node.input(1)), program.weights(node.input(2)));
  }

  private void affine(Weights kernel, Weights bias) {
    Operand x = program.operand(node.input(0));
    List<Integer> dims = new ArrayList<>(x.dims());
    dims.set(x.rank() - 1, bias.size());
    Operand y = program.define(node.output(0), dims);
    int rows = y.size() / bias.size();
    program.count((long) rows * kernel.size());
    program.add(new AffineKernel(x.register(), y.register(), rows, kernel, bias));
  }

  private void pair() {
    Pair pair = Pair.named(node.op()).orElseThrow();
    if (node.inputs().size() != 2) {
      throw new Unknown(node.op() + " of " + node.inputs().size() + " values");
    }
    Operand a = program.operand(node.input(0));
    Operand b = program.operand(node.input(1));
    List<Integer> dims = new ArrayList<>(a.rank() >= b.rank() ? a.dims() : b.dims());
    for (int i = 1; i <= Math.min(a.rank(), b.rank()); i++) {
      dims.set(dims.size() - i, Math.max(a.dim(-i), b.dim(-i)));
    }
    Operand y = program.define(node.output(0), dims);
    program.add(new PairKernel(pair, a, b, y));
  }
}
