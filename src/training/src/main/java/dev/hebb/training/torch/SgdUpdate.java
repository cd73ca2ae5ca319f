package dev.hebb.training.torch;

import dev.hebb.training.Sgd;
import java.util.List;

/** Gradient descent over all parameters at once. */
record SgdUpdate(Sgd sgd) implements Optimization {
  @Override
  public List<String> slots() {
    return sgd.momentum() == 0 ? List.of() : List.of("m");
  }

  @Override
  public void update(Body body, int count) {
    // Without their gradients: parameters change in place outside of what is differentiated. Under
    // the same name, since the step gives back a number of this list: what it does not read again
    // is removed as dead code.
    body.set("ps", Optimization.list(count, i -> "torch.detach(ps[" + i + "])"));
    if (sgd.momentum() == 0) {
      body.line("torch._foreach_add_(ps, gs, alpha=torch.neg(control2))");
      return;
    }
    body.set("ms", Optimization.slot("m", count));
    body.line("torch._foreach_mul_(ms, %s)", sgd.momentum());
    body.line("torch._foreach_add_(ms, gs, alpha=torch.neg(control2))");
    if (sgd.nesterov()) {
      body.line("torch._foreach_add_(ps, ms, alpha=%s)", sgd.momentum());
      body.line("torch._foreach_add_(ps, gs, alpha=torch.neg(control2))");
    } else {
      body.line("torch._foreach_add_(ps, ms, alpha=1)");
    }
  }

  @Override
  public List<Double> numbers(long step) {
    return List.of(sgd.learningRate());
  }
}
