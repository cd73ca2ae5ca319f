package dev.hebb.training.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints what a program does with all that its optimizer remembers: as large as the parameters,
 * once or twice, so it is made in place by {@code begin()} instead of being written and read.
 */
record Remembering(Program program, Optimization optimization) {
  void print() {
    List<String> slots = begin();
    String all = slots.stream().map("torch.cpu(%s)"::formatted).collect(Collectors.joining(", "));
    Body state = new Body().line("return annotate(List[Tensor], [" + all + "])");
    program.method("state", List.of(), "List[Tensor]", state);
    restore(slots);
    Body finish = new Body();
    optimization.finish(finish);
    program.method("finish", List.of(), "Tensor", finish.line("return torch.zeros([1])"));
  }

  // The weights outside of what is differentiated share the memory of the parameters.
  private List<String> begin() {
    List<String> trained = program.trained();
    Body body = new Body();
    for (int i = 0; i < trained.size(); i++) {
      program.attribute("self.w" + i);
      body.line("self.w%s = torch.detach(%s)", i, trained.get(i));
    }
    List<String> slots = new ArrayList<>();
    for (Optimization.Remembered each : optimization.remembered()) {
      String slot = each.slot().attribute(each.parameter());
      program.attribute(slot);
      slots.add(slot);
      body.set(slot, each.slot().first().formatted("self.w" + each.parameter()));
    }
    program.method("begin", List.of(), "Tensor", body.line("return torch.zeros([1])"));
    return slots;
  }

  private void restore(List<String> slots) {
    List<String> all = new ArrayList<>(Program.numbered("self.p", program.params().size()));
    all.addAll(slots);
    Body body = new Body();
    for (int i = 0; i < all.size(); i++) {
      body.line("_%s = torch.copy_(torch.detach(%s), given[%s])", i, all.get(i), i);
    }
    body.line("return torch.zeros([1])");
    program.method("restore", List.of("given: List[Tensor]"), "Tensor", body);
  }
}
