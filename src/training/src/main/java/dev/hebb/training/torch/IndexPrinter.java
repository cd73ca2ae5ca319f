package dev.hebb.training.torch;

import dev.hebb.graph.op.Gather;
import dev.hebb.graph.op.OneHot;
import dev.hebb.graph.op.TopK;
import java.util.ArrayList;
import java.util.List;

/** Prints what finds places along an axis, or takes what stands there. */
record IndexPrinter(Place at) {
  Void argMax() {
    return at.set("torch.argmax(" + at.in(0) + ", -1)");
  }

  Void gather(Gather op) {
    return op.axis() == 0 && at.shape(0).rank() == 2
        ? at.set("torch.embedding(%s, %s)".formatted(at.in(0), at.in(1)))
        : taken(op);
  }

  // The axis becomes those of the indices.
  private Void taken(Gather op) {
    String picked =
        "torch.index_select(%s, %d, torch.reshape(%s, [-1]))"
            .formatted(at.in(0), op.axis(), at.in(1));
    int rank = at.shape(0).rank();
    int places = at.shape(1).rank();
    List<String> dims = new ArrayList<>();
    for (int axis = 0; axis < rank - 1 + places; axis++) {
      boolean index = axis >= op.axis() && axis < op.axis() + places;
      int own = axis < op.axis() ? axis : index ? axis - op.axis() : axis - places + 1;
      dims.add("torch.size(%s, %d)".formatted(at.in(index ? 1 : 0), own));
    }
    return at.set("torch.reshape(%s, %s)".formatted(picked, dims));
  }

  Void gatherElements() {
    return at.set(
        "torch.squeeze(torch.gather(%s, -1, torch.unsqueeze(%s, -1)), -1)"
            .formatted(at.in(0), at.in(1)));
  }

  Void oneHot(OneHot op) {
    return at.set("torch.to(torch.one_hot(" + at.in(0) + ", " + op.depth() + "), 6)");
  }

  // Sorted so that of equals the first comes first, which topk does not promise.
  Void topK(TopK op) {
    String values = at.names().define(at.out(0).name());
    String indices = at.names().define(at.out(1).name());
    at.body()
        .line(
            "%s, %s = torch.sort(%s, stable=True, dim=-1, descending=True)",
            values, indices, at.in(0));
    at.body().set(values, "torch.narrow(%s, -1, 0, %d)".formatted(values, op.k()));
    at.body().set(indices, "torch.narrow(%s, -1, 0, %d)".formatted(indices, op.k()));
    return null;
  }
}
