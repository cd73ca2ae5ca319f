package dev.hebb.training.torch;

import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints a recurrence of any kind: a loop over the steps, around the lines of its body. */
final class ScanPrinter {
  private final Place at;
  private final Names names;
  private final Body body;
  private final Scan op;
  private final List<String> in;
  private final int first;

  ScanPrinter(Place at, Scan op) {
    this.at = at;
    this.names = at.names();
    this.body = at.body();
    this.op = op;
    this.in = at.inputs();
    this.first = op.sequence(in.size());
  }

  Void print() {
    Graph step = op.body();
    Names inner = names.within();
    String x = set("seq", ordered(in.get(first)));
    List<String> states = new ArrayList<>();
    for (int i = 0; i < op.states(); i++) {
      Value state = step.inputs().get(i).value();
      states.add(set("h", i < first ? in.get(i) : zeros(state, x)));
      inner.define(state.name(), states.get(i));
    }
    for (int i = 1; i <= op.beside(); i++) {
      inner.define(step.inputs().get(op.states() + i).value().name(), in.get(first + i));
    }
    List<String> lists = new ArrayList<>();
    for (int i = 0; i < op.puts(); i++) {
      lists.add(set("ys", "annotate(List[Tensor], [])"));
    }
    String own = begin(x, inner.define(step.inputs().get(op.states()).value().name()));
    new GraphPrinter(step, inner, body, at.graph().training()).print();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < step.outputs().size(); i++) {
      Value value = step.outputs().get(i).value();
      String now = inner.of(value.name());
      String before = i < op.states() ? states.get(i) : "torch.zeros_like(%s)".formatted(now);
      made.add(set("n", op.lengths() ? where(own, value, now, before) : now));
    }
    for (int i = 0; i < op.puts(); i++) {
      body.line("_ = torch.append(%s, %s)", lists.get(i), made.get(op.states() + i));
    }
    for (int i = 0; i < op.states(); i++) {
      body.set(states.get(i), made.get(i));
    }
    body.end();
    for (int i = 0; i < op.puts(); i++) {
      String steps = set("y", "torch.stack(%s, 0)".formatted(lists.get(i)));
      body.set(names.define(at.out(i).name()), ordered(steps));
    }
    for (int i = 0; i < op.states(); i++) {
      names.define(at.out(op.puts() + i).name(), states.get(i));
    }
    return null;
  }

  // Begins the loop; gives back which rows the step belongs to, if they have lengths.
  private String begin(String x, String now) {
    String steps = set("xs", "torch.unbind(%s, 0)".formatted(x));
    if (!op.lengths()) {
      body.loop(now, steps);
      return "";
    }
    String times =
        set(
            "t",
            "torch.arange(torch.size(%s, 0), dtype=4, layout=0, device=ops.prim.device(%s), pin_memory=False)"
                .formatted(x, x));
    String reached =
        "torch.lt(torch.unsqueeze(%s, 1), torch.unsqueeze(%s, 0))"
            .formatted(times, in.get(in.size() - 1));
    String all = set("ms", "torch.unbind(%s, 0)".formatted(ordered(reached)));
    String index = names.fresh("i");
    body.loop(index, "range(torch.len(%s))".formatted(steps));
    body.set(now, "%s[%s]".formatted(steps, index));
    return set("m", "%s[%s]".formatted(all, index));
  }

  // Where the row has that step: what it made; elsewhere what was before it.
  private static String where(String rows, Value value, String now, String before) {
    String wide =
        value.shape().rank() < 2
            ? rows
            : "torch.reshape(%s, [-1%s])".formatted(rows, ", 1".repeat(value.shape().rank() - 1));
    return "torch.where(%s, %s, %s)".formatted(wide, now, before);
  }

  private static String zeros(Value state, String x) {
    String sizes =
        state.shape().dims().stream()
            .skip(1)
            .map(Dim::size)
            .map(size -> ", " + size)
            .collect(Collectors.joining());
    return "torch.zeros([torch.size(%s, 1)%s], dtype=6, layout=0, device=ops.prim.device(%s), pin_memory=False)"
        .formatted(x, sizes, x);
  }

  // In the order in which the steps are read, or back in the order of time.
  private String ordered(String sequence) {
    return op.direction() == Direction.REVERSE
        ? "torch.flip(%s, [0])".formatted(sequence)
        : sequence;
  }

  private String set(String prefix, String expression) {
    String variable = names.fresh(prefix);
    body.set(variable, expression);
    return variable;
  }
}
