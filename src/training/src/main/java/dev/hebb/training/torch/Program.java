package dev.hebb.training.torch;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The TorchScript text of a module over a graph's parameters. Each method prints the graph once, in
 * training or in inference mode.
 */
final class Program implements Loadable {
  private final String network;
  private final Place place;
  private final List<Param> params;
  private final List<Attribute> attributes = new ArrayList<>();
  private final StringBuilder methods = new StringBuilder();
  private boolean autograd = true;

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
    this.network = model.graph().name();
    this.place = place;
    this.params = model.graph().params();
    for (int i = 0; i < params.size(); i++) {
      Param param = params.get(i);
      attributes.add(new Attribute("p" + i, model.weights().get(param.name()), param.trainable()));
    }
  }

  @Override
  public String network() {
    return network;
  }

  @Override
  public boolean autograd() {
    return autograd;
  }

  /** All gradients are printed: there is no need of autograd. */
  void withoutAutograd() {
    autograd = false;
  }

  /** Where it is. */
  Place place() {
    return place;
  }

  @Override
  public void write(Path file) throws IOException {
    Archive.write(file, text(), attributes);
  }

  @Override
  public String text() {
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

  /** Adds a method. */
  void method(String name, List<String> arguments, String result, Body body) {
    methods.append("  def ").append(name).append("(self: __torch__.M");
    arguments.forEach(argument -> methods.append(",\n    ").append(argument));
    methods.append(") -> ").append(result).append(":\n").append(body);
  }

  /** What parameters and inputs are called in the text. */
  Names names(Graph graph, List<String> inputs) {
    Names names = new Names();
    for (int i = 0; i < params.size(); i++) {
      names.define(params.get(i).name(), "self.p" + i);
    }
    for (int i = 0; i < inputs.size(); i++) {
      names.define(graph.inputs().get(i).value().name(), inputs.get(i));
    }
    return names;
  }

  static List<String> numbered(String prefix, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(prefix + i);
    }
    return names;
  }

  static List<String> typed(List<String> names) {
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
    new GraphPrinter(graph, names, body, false).print();
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
    new GraphPrinter(graph, names, body, false).print();
    body.line("return torch.cpu(torch.cat([" + flat(graph, names) + "], 0))");
    List<String> arguments = new ArrayList<>(typed(data));
    arguments.add("rows: Tensor");
    method("evaluate", arguments, "Tensor", body);
  }

  /** Picks the rows of the batch out of the data. */
  Names gather(Graph graph, List<String> data, Body body) {
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

  static String moved(String tensor, String device) {
    return "torch.to(%s, dtype=None, layout=None, device=%s, pin_memory=None, non_blocking=True, copy=False, memory_format=None)"
        .formatted(tensor, device);
  }

  static String flat(Graph graph, Names names) {
    return graph.outputs().stream()
        .map(port -> names.of(port.value().name()))
        .map("torch.reshape(torch.detach(%s), [-1])"::formatted)
        .collect(Collectors.joining(", "));
  }

  List<Param> params() {
    return params;
  }

  /** What is trained: {@code self.p0}, {@code self.p2}, … */
  List<String> trained() {
    return attributes.stream()
        .filter(Attribute::trained)
        .map(each -> "self." + each.name())
        .toList();
  }

  /** Adds a tensor that a method makes; empty until then. */
  void attribute(String member) {
    String name = member.substring(member.indexOf('.') + 1);
    attributes.add(new Attribute(name, Tensor.zeros(0), false));
  }

  /** {@code set(parameters) -> 0}: puts others in the place of all. */
  void set() {
    Body body = new Body();
    for (int i = 0; i < params.size(); i++) {
      body.line("_%s = torch.copy_(torch.detach(self.p%s), given[%s])", i, i, i);
    }
    body.line("return torch.zeros([1])");
    method("set", List.of("given: List[Tensor]"), "Tensor", body);
  }

  /**
   * {@code weights() -> parameters}, in the graph's order: their own memory; {@code others() ->
   * those that are not trained}.
   */
  void weights() {
    given("weights", numbered("self.p", params.size()));
    given(
        "others",
        IntStream.range(0, params.size())
            .filter(i -> !params.get(i).trainable())
            .mapToObj(i -> "self.p" + i)
            .toList());
  }

  private void given(String name, List<String> some) {
    String all =
        some.stream()
            .map("torch.cpu(torch.detach(%s))"::formatted)
            .collect(Collectors.joining(", ", "annotate(List[Tensor], [", "])"));
    method(name, List.of(), "List[Tensor]", new Body().line("return " + all));
  }
}
