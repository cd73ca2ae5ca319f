package dev.hebb.training.torch;

import dev.hebb.graph.Constraint;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The TorchScript text of a module over a graph's parameters. Each method prints the graph once, in
 * training or in inference mode.
 */
final class Program {
  private final List<Param> params;
  private final List<Attribute> attributes = new ArrayList<>();
  private final StringBuilder methods = new StringBuilder();

  Program(Model model) {
    this.params = model.graph().params();
    for (int i = 0; i < params.size(); i++) {
      Param param = params.get(i);
      attributes.add(new Attribute("p" + i, model.weights().get(param.name()), param.trainable()));
    }
  }

  /** Writes the module, ready to be loaded. */
  void write(Path file) throws IOException {
    Archive.write(file, text(), attributes);
  }

  /** The text. */
  String text() {
    StringBuilder text = new StringBuilder("class M(Module):\n");
    text.append("  __parameters__ = ").append(listed(true)).append('\n');
    text.append("  __buffers__ = ").append(listed(false)).append('\n');
    attributes.forEach(
        attribute -> text.append("  ").append(attribute.name()).append(" : Tensor\n"));
    return text.append("  training : bool\n").append(methods).toString();
  }

  private String listed(boolean trained) {
    StringBuilder names = new StringBuilder("[");
    for (Attribute attribute : attributes) {
      if (attribute.trained() == trained) {
        names.append('"').append(attribute.name()).append("\", ");
      }
    }
    return names.append("]").toString();
  }

  private void method(String name, List<String> arguments, String result, Body body) {
    methods.append("  def ").append(name).append("(self: __torch__.M");
    arguments.forEach(argument -> methods.append(",\n    ").append(argument));
    methods.append(") -> ").append(result).append(":\n").append(body);
  }

  private Names names(Graph graph, List<String> inputs) {
    Names names = new Names();
    for (int i = 0; i < params.size(); i++) {
      names.define(params.get(i).name(), "self.p" + i);
    }
    for (int i = 0; i < inputs.size(); i++) {
      names.define(graph.inputs().get(i).value().name(), inputs.get(i));
    }
    return names;
  }

  private static List<String> numbered(String prefix, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(prefix + i);
    }
    return names;
  }

  private static List<String> typed(List<String> names) {
    return names.stream().map(name -> name + ": Tensor").toList();
  }

  private static String outputs(Graph graph, Names names) {
    return graph.outputs().stream()
        .map(Port::value)
        .map(value -> names.of(value.name()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** {@code forward(inputs...) -> outputs}, in inference mode. */
  void forward(Graph whole) {
    Graph graph = whole.phase(false);
    List<String> inputs = numbered("fed", graph.inputs().size());
    Names names = names(graph, inputs);
    Body body = new Body();
    new OpPrinter(names, body, false).print(graph);
    body.line("return " + outputs(graph, names));
    method("forward", typed(inputs), "List[Tensor]", body);
  }

  /**
   * {@code evaluate(data..., rows) -> figures}: the graph's outputs (losses, and what metrics sum
   * up) over the given rows, one behind the other, in inference mode.
   */
  void evaluate(Graph whole) {
    Graph graph = whole.phase(false);
    List<String> data = numbered("d", graph.inputs().size());
    Body body = new Body();
    Names names = gather(graph, data, body);
    new OpPrinter(names, body, false).print(graph);
    body.line("return torch.cat([" + flat(graph, names) + "], 0)");
    List<String> arguments = new ArrayList<>(typed(data));
    arguments.add("rows: Tensor");
    method("evaluate", arguments, "Tensor", body);
  }

  private Names gather(Graph graph, List<String> data, Body body) {
    List<String> batch = numbered("b", data.size());
    for (int i = 0; i < data.size(); i++) {
      body.set(batch.get(i), "torch.index_select(" + data.get(i) + ", 0, rows)");
    }
    Names names = names(graph, batch);
    new Trimming(graph).print(names, body);
    return names;
  }

  private static String flat(Graph graph, Names names) {
    return graph.outputs().stream()
        .map(port -> names.of(port.value().name()))
        .map("torch.reshape(torch.detach(%s), [-1])"::formatted)
        .collect(Collectors.joining(", "));
  }

  /**
   * {@code step(data..., rows, control) -> figures}: gathers the rows, runs the graph in training
   * mode, takes the gradient of its first output and updates the parameters. {@code control} holds
   * the seed of this step's random numbers, then what the optimizer wants. What the optimizer
   * remembers is made by {@code begin() -> 0}, given back by {@code state() -> slots} and put back
   * by {@code restore(parameters and slots) -> 0}; {@code finish() -> 0} ends the training.
   */
  void step(Graph whole, Optimization optimization) {
    Graph graph = whole.phase(true);
    List<String> data = numbered("d", graph.inputs().size());
    Body body = new Body();
    for (int i = 0; i < optimization.controls(); i++) {
      body.set("control" + i, "float(torch.select(control, 0, " + i + "))");
    }
    Names names = gather(graph, data, body);
    body.set("gen", "torch.Generator(device=ops.prim.device(d0), seed=int(control0))");
    new OpPrinter(names, body, true).print(graph);
    String loss = names.of(graph.outputs().get(0).value().name());
    List<String> trained =
        attributes.stream().filter(Attribute::trained).map(each -> "self." + each.name()).toList();
    body.set("ps", "[" + String.join(", ", trained) + "]");
    body.set("og", "torch.autograd.grad([" + loss + "], ps)");
    body.set("gs", "annotate(List[Tensor], [])");
    for (int i = 0; i < trained.size(); i++) {
      String gradient = "og_" + i;
      body.set(gradient, "og[" + i + "]");
      body.line("if torch.__isnot__(" + gradient + ", None):");
      // The fused update walks parameter and gradient as flat memory: their layouts must agree.
      body.line(
          "  _ = torch.append(gs, torch.contiguous(unchecked_cast(Tensor, " + gradient + ")))");
      body.line("else:");
      body.line("  _ = torch.append(gs, torch.zeros_like(" + trained.get(i) + "))");
    }
    optimization.print(body);
    constrain(names, body);
    // An update whose result nobody reads is removed as dead code: give back one updated number
    // too.
    String seen = flat(graph, names);
    body.line("return torch.cat([" + seen + ", torch.reshape(alive, [1])], 0)");
    List<String> arguments = new ArrayList<>(typed(data));
    arguments.add("rows: Tensor");
    arguments.add("control: Tensor");
    method("step", arguments, "Tensor", body);
    remember(optimization, trained);
  }

  // What a parameter must be is brought about after the update, outside the gradient.
  private void constrain(Names names, Body body) {
    for (Param param : params) {
      if (param.trainable() && !param.constraints().isEmpty()) {
        GraphBuilder rules = new GraphBuilder("constraints");
        Scope scope = new Scope(rules, "constraint/" + param.name());
        Value value = rules.param(param);
        for (Constraint each : param.constraints()) {
          value = each.lower(value, param.fans().unit(), scope);
        }
        new OpPrinter(names, body, false).print(rules.build(List.of(Port.of(value))));
        body.line(
            "_moving = torch.copy_(torch.detach(%s), torch.detach(%s))",
            names.of(param.name()), names.of(value.name()));
      }
    }
  }

  // What the optimizer remembers is as large as the parameters, once or twice: it is made in place
  // by begin() instead of being written and read. The weights outside of what is differentiated
  // share the memory of the parameters.
  private void remember(Optimization optimization, List<String> trained) {
    Body body = new Body();
    List<String> slots = new ArrayList<>();
    for (int i = 0; i < trained.size(); i++) {
      attribute("self.w" + i);
      body.line("self.w%s = torch.detach(%s)", i, trained.get(i));
    }
    for (Slot slot : optimization.slots()) {
      for (int i = 0; i < trained.size(); i++) {
        attribute(slot.attribute(i));
        slots.add(slot.attribute(i));
        body.set(slot.attribute(i), slot.first().formatted("self.w" + i));
      }
    }
    method("begin", List.of(), "Tensor", body.line("return torch.zeros([1])"));
    String all = String.join(", ", slots);
    Body state = new Body().line("return annotate(List[Tensor], [" + all + "])");
    method("state", List.of(), "List[Tensor]", state);
    restore(slots);
    Body finish = new Body();
    optimization.finish(finish);
    method("finish", List.of(), "Tensor", finish.line("return torch.zeros([1])"));
  }

  private void attribute(String member) {
    String name = member.substring(member.indexOf('.') + 1);
    attributes.add(new Attribute(name, Tensor.zeros(0), false));
  }

  private void restore(List<String> slots) {
    List<String> all = new ArrayList<>(numbered("self.p", params.size()));
    all.addAll(slots);
    Body body = new Body();
    for (int i = 0; i < all.size(); i++) {
      body.line("_%s = torch.copy_(torch.detach(%s), given[%s])", i, all.get(i), i);
    }
    body.line("return torch.zeros([1])");
    method("restore", List.of("given: List[Tensor]"), "Tensor", body);
  }

  /** {@code weights() -> parameters}, in the graph's order: their own memory. */
  void weights() {
    String all =
        numbered("self.p", params.size()).stream()
            .map("torch.detach(%s)"::formatted)
            .collect(Collectors.joining(", ", "annotate(List[Tensor], [", "])"));
    method("weights", List.of(), "List[Tensor]", new Body().line("return " + all));
  }
}
