package dev.hebb.training.torch;

import dev.hebb.graph.op.Gather;
import java.util.ArrayList;
import java.util.List;

/** Prints the gradients of what takes what stands at places. */
record IndexDerivative(Back back) {
  boolean gather(Gather op) {
    String g = back.gradient();
    String x = back.x(0);
    int rank = back.at().shape(0).rank();
    if (op.axis() == 0 && rank == 2) {
      return back.give(
          0,
          "torch.embedding_dense_backward(%s, %s, torch.size(%s, 0), -1, False)"
              .formatted(g, back.x(1), x));
    }
    List<String> dims = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      dims.add(axis == op.axis() ? "-1" : "torch.size(%s, %d)".formatted(x, axis));
    }
    return back.give(
        0,
        "torch.index_add(torch.zeros_like(%s), %d, torch.reshape(%s, [-1]), torch.reshape(%s, %s))"
            .formatted(x, op.axis(), back.x(1), g, dims));
  }

  boolean gatherElements() {
    return back.give(
        0,
        "torch.scatter_add(torch.zeros_like(%s), -1, torch.unsqueeze(%s, -1), torch.unsqueeze(%s, -1))"
            .formatted(back.x(0), back.x(1), back.gradient()));
  }
}
