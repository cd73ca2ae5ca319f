package dev.hebb.training.torch;

import dev.hebb.graph.Graph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints {@code gs}, the gradients of the trained parameters: of the graph's first output, from the
 * last cut back to the first.
 */
final class Gradients {
  private final Names names;
  private final Body body;
  private final List<String> trained;
  private final Map<String, String> found = new LinkedHashMap<>();

  Gradients(Names names, Body body, List<String> trained) {
    this.names = names;
    this.body = body;
    this.trained = trained;
  }

  void print(Graph graph, Cuts cuts) {
    String loss = graph.outputs().get(0).value().name();
    List<Cut> all = cuts.all();
    if (all.isEmpty()) {
      autograd(names.of(loss), "None", trained, false);
    } else {
      Map<String, Set<String>> origins = cuts.origins(graph, names);
      autograd(names.of(loss), "None", List.copyOf(Cuts.union(List.of(loss), origins)), true);
      for (int i = all.size() - 1; i >= 0; i--) {
        back(all.get(i), origins);
      }
    }
    body.set("gs", "annotate(List[Tensor], [])");
    // The fused update walks parameter and gradient as flat memory: their layouts must agree.
    trained.forEach(
        each -> body.line("_ = torch.append(gs, torch.contiguous(%s))", sum(each, each)));
  }

  private void back(Cut cut, Map<String, Set<String>> origins) {
    Map<String, String> gradients = cut.backward(sum(cut.leaf(), cut.leaf()), body);
    gradients.forEach(
        (expression, gradient) -> {
          if (!expression.equals(cut.root())) {
            body.line("_ = torch.append(%s, %s)", parts(expression), gradient);
          }
        });
    List<String> before = List.copyOf(Cuts.union(cut.sources(), origins));
    if (!before.isEmpty()) {
      before.forEach(this::parts);
      body.when("ops.prim.requires_grad(" + cut.root() + ")");
      String first = "annotate(List[Optional[Tensor]], [%s])".formatted(gradients.get(cut.root()));
      autograd(cut.root(), first, before, true);
      body.end();
    }
  }

  // What lies between two cuts may lead to the same node twice: then it is kept.
  private void autograd(String of, String first, List<String> by, boolean kept) {
    List<String> lists = new ArrayList<>();
    by.forEach(each -> lists.add(parts(each)));
    String all = names.fresh("og");
    body.line(
        "%s = torch.autograd.grad([%s], [%s], %s, %s, False, True)",
        all, of, String.join(", ", by), first, kept ? "True" : "None");
    for (int i = 0; i < lists.size(); i++) {
      String each = names.fresh("o");
      body.set(each, all + "[" + i + "]");
      body.when("torch.__isnot__(" + each + ", None)");
      body.line("_ = torch.append(%s, unchecked_cast(Tensor, %s))", lists.get(i), each);
      body.end();
    }
  }

  private String parts(String expression) {
    return found.computeIfAbsent(
        expression,
        each -> {
          String list = names.fresh("parts");
          body.set(list, "annotate(List[Tensor], [])");
          return list;
        });
  }

  // Nothing has come back to some: they do not matter.
  private String sum(String expression, String like) {
    String list = parts(expression);
    String sum = names.fresh("sum");
    body.when("torch.eq(torch.len(" + list + "), 0)");
    body.set(sum, "torch.zeros_like(torch.detach(" + like + "))");
    body.end();
    body.line("else:");
    body.line("  %s = %s[0]", sum, list);
    String more = names.fresh("i");
    body.line("for %s in range(torch.sub(torch.len(%s), 1)):", more, list);
    body.line("  %s = torch.add(%s, %s[torch.add(%s, 1)])", sum, sum, list, more);
    return sum;
  }
}
