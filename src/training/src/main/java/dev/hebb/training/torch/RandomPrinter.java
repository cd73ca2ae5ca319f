package dev.hebb.training.torch;

import dev.hebb.graph.op.Random;
import java.util.ArrayList;
import java.util.List;

/** Prints what draws random numbers, from the generator {@code gen}. */
record RandomPrinter(Place at) {
  Void random(Random op) {
    List<String> sizes = new ArrayList<>();
    for (int axis = 0; axis < at.shape(0).rank(); axis++) {
      sizes.add(op.shared().contains(axis) ? "1" : "torch.size(" + at.in(0) + ", " + axis + ")");
    }
    String empty = at.names().fresh("empty");
    at.body().set(empty, "torch.new_empty(%s, %s)".formatted(at.in(0), sizes));
    return at.set(
        switch (op.distribution()) {
          // Half the work of PyTorch's own, which draws 53 bits for each.
          case BERNOULLI ->
              "torch.lt_(torch.uniform_(%s, 0., 1., generator=gen), %s)".formatted(empty, op.a());
          case NORMAL ->
              "torch.normal_(%s, %s, %s, generator=gen)".formatted(empty, op.a(), op.b());
          case UNIFORM ->
              "torch.uniform_(%s, %s, %s, generator=gen)".formatted(empty, op.a(), op.b());
        });
  }
}
