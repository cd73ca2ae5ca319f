package dev.hebb.training.torch;

import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Generate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints a loop that writes tokens: each step reads the last one, until all rows have ended. */
final class GeneratePrinter {
  private final Place at;
  private final Names names;
  private final Body body;
  private final Generate op;
  private final List<String> in;

  GeneratePrinter(Place at, Generate op) {
    this.at = at;
    this.names = at.names();
    this.body = at.body();
    this.op = op;
    this.in = at.inputs();
  }

  Void print() {
    Graph step = op.body();
    Names inner = names.within();
    List<String> states = new ArrayList<>();
    int next = 1;
    for (int i = 0; i < op.states(); i++) {
      Value state = step.inputs().get(i).value();
      states.add(set("h", op.given().get(i) ? in.get(next++) : zeros(state)));
      inner.define(state.name(), states.get(i));
    }
    for (int i = 0; next + i < in.size(); i++) {
      inner.define(step.inputs().get(op.states() + 1 + i).value().name(), in.get(next + i));
    }
    String token = set("w", filled("[torch.size(%s, 0), 1]", op.start(), 4));
    inner.define(step.inputs().get(op.states()).value().name(), token);
    String ended = set("e", filled("[torch.size(%s, 0), 1]", 0, 11));
    String said = set("ws", "annotate(List[Tensor], [])");
    body.loop(names.fresh("i"), "range(%d)".formatted(op.most()));
    new GraphPrinter(step, inner, body, false).print();
    List<String> made = new ArrayList<>();
    for (int i = 0; i <= op.states(); i++) {
      made.add(set("n", inner.of(step.outputs().get(i).value().name())));
    }
    body.set(token, "torch.argmax(%s, -1)".formatted(made.get(op.states())));
    body.set(ended, "torch.logical_or(%s, torch.eq(%s, %d))".formatted(ended, token, op.end()));
    body.set(token, "torch.masked_fill(%s, %s, 0)".formatted(token, ended));
    body.line("_ = torch.append(%s, %s)", said, token);
    for (int i = 0; i < op.states(); i++) {
      body.set(states.get(i), made.get(i));
    }
    body.end();
    return at.set("torch.cat(%s, 1)".formatted(said));
  }

  private String zeros(Value state) {
    String sizes =
        state.shape().dims().stream()
            .skip(1)
            .map(Dim::size)
            .map(size -> ", " + size)
            .collect(Collectors.joining());
    return filled("[torch.size(%s, 0)" + sizes + "]", 0, 6);
  }

  private String filled(String sizes, long number, int type) {
    return "torch.full(%s, %d, dtype=%d, layout=0, device=ops.prim.device(%s), pin_memory=False)"
        .formatted(sizes.formatted(in.get(0)), number, type, in.get(0));
  }

  private String set(String prefix, String expression) {
    String variable = names.fresh(prefix);
    body.set(variable, expression);
    return variable;
  }
}
