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
import dev.hebb.training.Precision;
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
  private static final Graph EMPTY =
      new Graph("empty", List.of(), List.of(), List.of(), List.of(), List.of());

  private final Place place;
  private final List<Param> params;
  private final List<Attribute> attributes = new ArrayList<>();
  private final StringBuilder methods = new StringBuilder();

  /** Where a module is. */
  enum Place {
    /** Where its data is. */
    SAME,
    /** Perhaps elsewhere. */
    OTHER,
    /** On a GPU, which reads by itself from memory that is pinned. */
    GPU
  }

  /** Of a module that is where its data is. */
  Program(Model model) {
    this(model, Place.SAME);
  }

  Program(Model model, Place place) {
    this.place = place;
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
    body.line("return torch.cpu(torch.cat([" + flat(graph, names) + "], 0))");
    List<String> arguments = new ArrayList<>(typed(data));
    arguments.add("rows: Tensor");
    method("evaluate", arguments, "Tensor", body);
  }

  private Names gather(Graph graph, List<String> data, Body body) {
    List<String> batch = numbered("b", data.size());
    for (int i = 0; i < data.size(); i++) {
      gather(data.get(i), batch.get(i), body);
    }
    Names names = names(graph, batch);
    new Trimming(graph).print(names, body);
    return names;
  }

  // Picked where the data is, then brought to the parameters without waiting.
  private void gather(String data, String batch, Body body) {
    if (place == Place.SAME) {
      body.set(batch, "torch.index_select(" + data + ", 0, rows)");
      return;
    }
    String rows = moved("rows", "ops.prim.device(" + data + ")");
    body.set(batch, "torch.index_select(%s, 0, %s)".formatted(data, rows));
    if (place == Place.GPU) {
      body.when("torch.__not__(ops.prim.is_cuda(" + batch + "))");
      body.set(batch, "torch.pin_memory(" + batch + ")");
      body.end();
    }
    body.set(batch, moved(batch, "ops.prim.device(self.p0)"));
  }

  private static String moved(String tensor, String device) {
    return "torch.to(%s, dtype=None, layout=None, device=%s, pin_memory=None, non_blocking=True, copy=False, memory_format=None)"
        .formatted(tensor, device);
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
  void step(Graph whole, Optimization optimization, Precision precision) {
    Graph graph = whole.phase(true);
    Body body = new Body();
    controls(optimization, body);
    Names names = backward(graph, precision, body);
    optimization.print(body);
    constrain(names, body);
    // An update whose result nobody reads is removed as dead code: give back one updated number
    // too.
    String seen = flat(graph, names);
    body.line("return torch.cpu(torch.cat([" + seen + ", torch.reshape(alive, [1])], 0))");
    method("step", arguments(graph), "Tensor", body);
    remember(optimization);
  }

  private static void controls(Optimization optimization, Body body) {
    for (int i = 0; i < optimization.controls(); i++) {
      body.set("control" + i, "float(torch.select(control, 0, " + i + "))");
    }
  }

  private List<String> arguments(Graph graph) {
    List<String> arguments = new ArrayList<>(typed(numbered("d", graph.inputs().size())));
    arguments.add("rows: Tensor");
    arguments.add("control: Tensor");
    return arguments;
  }

  private List<String> trained() {
    return attributes.stream()
        .filter(Attribute::trained)
        .map(each -> "self." + each.name())
        .toList();
  }

  /** The graph and its gradients, {@code gs}. */
  private Names backward(Graph graph, Precision precision, Body body) {
    Names names = gather(graph, numbered("d", graph.inputs().size()), body);
    body.set("gen", "torch.Generator(device=ops.prim.device(b0), seed=int(control0))");
    List<String> trained = trained();
    Cuts cuts = new Cuts(trained);
    new OpPrinter(names, body, true, precision, cuts).print(graph);
    new Gradients(names, body, trained).print(graph, cuts);
    return names;
  }

  /**
   * {@code gradients(data..., rows, control) -> figures, gradients} and {@code apply(gradients...,
   * shares, control) -> 0}: a step in two, for a batch whose parts are on several devices. All
   * gradients of a part are one tensor; {@code shares} says how much of the batch each part is.
   */
  void parts(Graph whole, Optimization optimization, Precision precision, int parts) {
    Graph graph = whole.phase(true);
    Body body = new Body();
    body.set("control0", "float(torch.select(control, 0, 0))");
    Names names = backward(graph, precision, body);
    body.set("flat", "annotate(List[Tensor], [])");
    body.loop("g", "gs").line("_ = torch.append(flat, torch.reshape(g, [-1]))").end();
    body.line("return [torch.cat([%s], 0), torch.cat(flat, 0)]", flat(graph, names));
    method("gradients", arguments(graph), "List[Tensor]", body);
    apply(optimization, parts);
  }

  private void apply(Optimization optimization, int parts) {
    Body body = new Body();
    controls(optimization, body);
    body.set("at", "0");
    body.set("sum", "torch.zeros_like(%s)".formatted(moved("part0", "ops.prim.device(self.p0)")));
    for (int i = 0; i < parts; i++) {
      body.line(
          "sum = torch.add(sum, %s, alpha=float(torch.select(shares, 0, %s)))",
          moved("part" + i, "ops.prim.device(self.p0)"), i);
    }
    body.set("gs", "annotate(List[Tensor], [])");
    for (String each : trained()) {
      body.set("n", "torch.numel(" + each + ")");
      body.line(
          "_ = torch.append(gs, torch.reshape(torch.narrow(sum, 0, at, n), torch.size(%s)))", each);
      body.set("at", "torch.add(at, n)");
    }
    optimization.print(body);
    constrain(names(EMPTY, List.of()), body);
    body.line("return torch.cpu(torch.reshape(alive, [1]))");
    List<String> arguments = new ArrayList<>(typed(numbered("part", parts)));
    arguments.add("shares: Tensor");
    arguments.add("control: Tensor");
    method("apply", arguments, "Tensor", body);
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
  private void remember(Optimization optimization) {
    List<String> trained = trained();
    Body body = new Body();
    List<String> slots = new ArrayList<>();
    for (int i = 0; i < trained.size(); i++) {
      attribute("self.w" + i);
      body.line("self.w%s = torch.detach(%s)", i, trained.get(i));
    }
    for (Optimization.Remembered each : optimization.remembered()) {
      String slot = each.slot().attribute(each.parameter());
      attribute(slot);
      slots.add(slot);
      body.set(slot, each.slot().first().formatted("self.w" + each.parameter()));
    }
    method("begin", List.of(), "Tensor", body.line("return torch.zeros([1])"));
    String all = slots.stream().map("torch.cpu(%s)"::formatted).collect(Collectors.joining(", "));
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
            .map("torch.cpu(torch.detach(%s))"::formatted)
            .collect(Collectors.joining(", ", "annotate(List[Tensor], [", "])"));
    method("weights", List.of(), "List[Tensor]", new Body().line("return " + all));
  }
}
