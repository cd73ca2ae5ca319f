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
    int rank = back.at().shape(0).rank();
    if (cut(g, Direction.FORWARD)) {
      return true;
    }
    if (rank < 2) {
      return false;
    }
    if (back.at().shape(1).rank() == 2) {
      return back.give(0, "torch.matmul(%s, torch.t(%s))".formatted(g, back.x(1)))
          && back.give(
              1, "torch.mm(torch.t(%s), %s)".formatted(flat(back.x(0), rank), flat(g, rank)));
    }
    return sum(0, "torch.matmul(%s, torch.transpose(%s, -2, -1))".formatted(g, back.x(1)))
        && sum(1, "torch.matmul(torch.transpose(%s, -2, -1), %s)".formatted(back.x(0), g));
  }

  private static String flat(String value, int rank) {
    return rank == 2 ? value : "torch.flatten(%s, 0, -2)".formatted(value);
  }

  // Of an input that was repeated along some of the outer axes.
  private boolean sum(int input, String expression) {
    int outer = back.at().out(0).shape().rank() - 2;
    boolean alike =
        back.at().shape(input).rank() == outer + 2
            && back.at()
                .shape(input)
                .sizes()
                .subList(0, outer)
                .equals(back.at().out(0).shape().sizes().subList(0, outer));
    return back.give(
        input,
        alike ? expression : "torch.sum_to_size(%s, %s)".formatted(expression, back.dims(input)));
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
