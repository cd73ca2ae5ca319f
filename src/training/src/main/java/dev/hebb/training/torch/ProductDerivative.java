package dev.hebb.training.torch;

import dev.hebb.graph.op.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints the gradients of products of matrices, and of what was cut out of the graph anyway. */
record ProductDerivative(Back back) {
  boolean gemm() {
    String g = back.gradient();
    return cut(g, Direction.FORWARD)
        || (back.give(0, "torch.mm(%s, torch.t(%s))".formatted(g, back.x(1)))
            && back.give(1, "torch.mm(torch.t(%s), %s)".formatted(back.x(0), g))
            && back.give(2, "torch.sum(" + g + ", [0])"));
  }

  boolean matMul() {
    String g = back.gradient();
    if (cut(g, Direction.FORWARD)) {
      return true;
    }
    int rank = back.at().shape(0).rank();
    if (rank < 2) {
      return false;
    }
    if (back.at().shape(1).rank() == 2) {
      return back.give(0, "torch.matmul(%s, torch.t(%s))".formatted(g, back.x(1)))
          && back.give(
              1,
              "torch.mm(torch.t(%s), %s)"
                  .formatted(GemmCut.rows(back.x(0), rank), GemmCut.rows(g, rank)));
    }
    return back.giveRepeated(
            0, "torch.matmul(%s, torch.transpose(%s, -2, -1))".formatted(g, back.x(1)), 2)
        && back.giveRepeated(
            1, "torch.matmul(torch.transpose(%s, -2, -1), %s)".formatted(back.x(0), g), 2);
  }

  /** A recurrence whose steps have no past: its first output is all states, its second the last. */
  boolean recurrence(Direction direction) {
    Place at = back.at();
    Cut cut = at.graph().cuts().of(at.out(0).name());
    if (cut == null) {
      return false;
    }
    List<String> sums = new ArrayList<>();
    back.gradient(0).map(g -> ordered(g, direction)).ifPresent(sums::add);
    back.gradient(1)
        .map(g -> "torch.select_backward(%s, torch.size(%s), 0, -1)".formatted(g, cut.leaf()))
        .ifPresent(sums::add);
    String all =
        back.set(sums.size() > 1 ? "torch.add(" + String.join(", ", sums) + ")" : sums.get(0));
    return cut(all, direction);
  }

  // As the steps are taken.
  private static String ordered(String value, Direction direction) {
    return direction == Direction.REVERSE ? "torch.flip(" + value + ", [0])" : value;
  }

  // False where there is no cut.
  private boolean cut(String gradient, Direction direction) {
    Place at = back.at();
    Cut cut = at.graph().cuts().of(at.out(0).name());
    if (cut == null) {
      return false;
    }
    Map<String, String> gradients = cut.backward(gradient, at.body());
    Optional.ofNullable(gradients.get(cut.root()))
        .ifPresent(found -> back.give(0, ordered(found, direction)));
    for (int input = 1; input < at.node().inputs().size(); input++) {
      int each = input;
      Optional.ofNullable(gradients.get(back.x(input))).ifPresent(found -> back.give(each, found));
    }
    return true;
  }
}
