package dev.hebb.training.torch;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Param;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.OneHot;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Random;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Prints {@code gs}, the gradients of the trained parameters, node by node from the graph's first
 * output back. Without autograd a program runs in PyTorch's inference mode, where every operation
 * is cheaper: a small recurrent network trains 1.5 times as fast.
 */
final class Derivatives {
  private final Graph graph;
  private final GraphPrinter printer;
  private final Names names;
  private final Body body;
  private final Set<String> wanted = new HashSet<>();
  private final Map<String, String> gradients = new HashMap<>();

  /** Behind the graph, all of which was cut. */
  Derivatives(Graph graph, GraphPrinter printer) {
    this.graph = graph;
    this.printer = printer;
    this.names = printer.names();
    this.body = printer.body();
  }

  /** Whether all derivatives on the way are known; if not, what was printed is of no use. */
  boolean print(List<Param> params) {
    params.stream().filter(Param::trainable).map(Param::name).forEach(wanted::add);
    graph.nodes().forEach(this::follow);
    String loss = graph.outputs().get(0).value().name();
    give(loss, "torch.ones_like(" + names.of(loss) + ")");
    List<Node> back = new ArrayList<>(graph.nodes());
    Collections.reverse(back);
    for (Node node : back) {
      boolean reached = node.outputs().stream().anyMatch(each -> gradient(each.name()).isPresent());
      if (reached && wants(node.outputs().get(0).name())) {
        Back at = new Back(new Place(printer, node, false), this);
        if (!node.op().accept(new DerivativePrinter(at))) {
          return false;
        }
      }
    }
    body.set("gs", "annotate(List[Tensor], [])");
    params.stream().filter(Param::trainable).forEach(this::add);
    return true;
  }

  // What is made of something wanted is wanted, where there is a slope.
  private void follow(Node node) {
    if (node.inputs().stream().anyMatch(wanted::contains) && slopes(node.op())) {
      node.outputs().stream()
          .filter(each -> each.type() == DataType.FLOAT32)
          .map(Value::name)
          .forEach(wanted::add);
    }
  }

  private static boolean slopes(Op op) {
    boolean steps =
        op instanceof Arithmetic arithmetic
            && (arithmetic.operator() == Operator.EQUAL
                || arithmetic.operator() == Operator.GREATER);
    return !steps && !(op instanceof OneHot) && !(op instanceof Random);
  }

  // The fused update walks parameter and gradient as flat memory: their layouts must agree.
  private void add(Param param) {
    String gradient =
        gradient(param.name())
            .map("torch.contiguous(%s)"::formatted)
            .orElse("torch.zeros_like(%s)".formatted(names.of(param.name())));
    body.line("_ = torch.append(gs, %s)", gradient);
  }

  /** The gradient of a value, if anything came back to it. */
  Optional<String> gradient(String value) {
    return Optional.ofNullable(gradients.get(value));
  }

  /** Whether a trained parameter depends on the gradient of this value. */
  boolean wants(String value) {
    return wanted.contains(value);
  }

  /** Adds to the gradient of a value. Nobody changes a gradient: it may be that of others too. */
  void give(String value, String expression) {
    String sum = names.fresh("d");
    String before = gradients.put(value, sum);
    body.set(sum, before == null ? expression : "torch.add(%s, %s)".formatted(before, expression));
  }
}
