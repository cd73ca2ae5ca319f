package dev.hebb.training.torch;

import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import java.util.List;

/** Prints products of matrices. */
record ProductPrinter(Place at) {
  Void gemm() {
    return cut()
        ? at.define(at.graph().cuts().of(at.out(0).name()).leaf())
        : at.set("torch.addmm(" + at.in(2) + ", " + at.in(0) + ", " + at.in(1) + ")");
  }

  Void matMul() {
    return at.shape(1).rank() == 2 && cut()
        ? at.define(at.graph().cuts().of(at.out(0).name()).leaf())
        : at.set("torch.matmul(" + at.in(0) + ", " + at.in(1) + ")");
  }

  // Where the kernel is large enough for a product with a gradient of its own.
  private boolean cut() {
    Cuts cuts = at.graph().cuts();
    List<String> in = at.inputs();
    if (!cuts.cpu() || at.shape(0).rank() < 2 || !pays() || !cuts.allow(in.subList(1, in.size()))) {
      return false;
    }
    String x = at.node().inputs().get(0);
    int rank = at.shape(0).rank();
    cuts.add(at.out(0).name(), new GemmCut(in, rank, x, cuts, at.names(), at.body()));
    return true;
  }

  private boolean pays() {
    Shape kernel = at.shape(1);
    return !at.half()
        && kernel.dim(0).size() instanceof Size.Fixed rows
        && kernel.dim(1).size() instanceof Size.Fixed columns
        && GemmCut.pays(rows.value(), columns.value());
  }
}
