package dev.hebb.training.torch;

import dev.hebb.graph.Param;
import dev.hebb.training.Adafactor;
import java.util.List;

/** Second moments of rows and columns only, steps in proportion to the weights. */
record AdafactorUpdate(Adafactor adafactor) implements Update {
  private static final String WHOLE = "velocity";
  private static final String ROWS = "rows";
  private static final String COLUMNS = "columns";

  // Of what is not factored all; else the means over the output and over the input channels.
  @Override
  public List<Slot> slots() {
    return List.of(
        Slot.zeros(WHOLE),
        new Slot(ROWS, "torch.mean(torch.zeros_like(%s), [0])"),
        new Slot(COLUMNS, "torch.mean(torch.zeros_like(%s), [1])"));
  }

  @Override
  public boolean apart(Param parameter) {
    return parameter.dims().size() < 2;
  }

  @Override
  public boolean remembers(Slot slot, boolean apart) {
    boolean factor = slot.name().equals(ROWS) || slot.name().equals(COLUMNS);
    return apart ? !factor : !slot.name().equals(WHOLE);
  }

  /** How much the second moments take of the new one, and the largest learning rate. */
  @Override
  public List<Double> numbers(long update) {
    return List.of(Math.pow((double) update, adafactor.decay()), 1 / Math.sqrt((double) update));
  }

  @Override
  public void print(Body body, Group group) {
    body.set("squares", "torch._foreach_mul(%s, %s)".formatted(group.gs(), group.gs()));
    body.line("torch._foreach_add_(squares, %s)", adafactor.epsilon1());
    body.set("us", "annotate(List[Tensor], [])");
    if (group.apart()) {
      String vs = group.slot(WHOLE);
      body.line("torch._foreach_lerp_(%s, squares, %s)", vs, group.number(0));
      body.set("us", "torch._foreach_div(%s, torch._foreach_sqrt(%s))".formatted(group.gs(), vs));
    } else {
      factored(body, group);
    }
    body.set("rate", "ops.prim.min(%s, %s)".formatted(group.rate(), group.number(1)));
    for (int i = 0; i < group.members().size(); i++) {
      body.set("u", "us[" + i + "]");
      body.set("w", "%s[%s]".formatted(group.ws(), i));
      body.set(
          "most", "torch.div(%s, %s)".formatted(rootMeanSquare("u"), adafactor.clipThreshold()));
      body.set("u", "torch.div(u, torch.clamp_min(most, 1.))");
      String length =
          "torch.clamp_min(%s, %s)".formatted(rootMeanSquare("w"), adafactor.epsilon2());
      body.line("torch.sub_(w, torch.mul(torch.mul(u, %s), rate))", length);
    }
  }

  private void factored(Body body, Group group) {
    for (int i = 0; i < group.members().size(); i++) {
      body.set("r", "%s[%s]".formatted(group.slot(ROWS), i));
      body.set("c", "%s[%s]".formatted(group.slot(COLUMNS), i));
      for (int axis = 0; axis < 2; axis++) {
        body.line(
            "torch.lerp_(%s, torch.mean(squares[%s], [%s]), %s)",
            axis == 0 ? "r" : "c", i, axis, group.number(0));
      }
      body.set("r", "torch.div(r, torch.mean(r, [0], True))");
      body.set("v", "torch.mul(torch.unsqueeze(r, 0), torch.unsqueeze(c, 1))");
      body.line("_ = torch.append(us, torch.div(%s[%s], torch.sqrt(v)))", group.gs(), i);
    }
  }

  private static String rootMeanSquare(String tensor) {
    return "torch.sqrt(torch.mean(torch.square(" + tensor + ")))";
  }
}
