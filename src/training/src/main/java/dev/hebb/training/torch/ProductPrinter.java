package dev.hebb.training.torch;

import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;

/** Prints products of matrices. */
record ProductPrinter(Place at) {
  Void gemm() {
    Cuts cuts = at.graph().cuts();
    if (cuts.cpu() && pays() && cuts.allow(at.inputs().subList(1, 3))) {
      String x = at.node().inputs().get(0);
      GemmCut cut = new GemmCut(at.inputs(), x, cuts, at.names(), at.body());
      cuts.add(at.out(0).name(), cut);
      return at.define(cut.leaf());
    }
    return at.set("torch.addmm(" + at.in(2) + ", " + at.in(0) + ", " + at.in(1) + ")");
  }

  // Whether the kernel is large enough for a product with a gradient of its own.
  private boolean pays() {
    Shape kernel = at.shape(1);
    return !at.half()
        && kernel.dim(0).size() instanceof Size.Fixed rows
        && kernel.dim(1).size() instanceof Size.Fixed columns
        && GemmCut.pays(rows.value(), columns.value());
  }

  Void matMul() {
    return at.set("torch.matmul(" + at.in(0) + ", " + at.in(1) + ")");
  }
}
