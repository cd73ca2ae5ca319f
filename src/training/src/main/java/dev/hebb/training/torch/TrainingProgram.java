package dev.hebb.training.torch;

import dev.hebb.graph.Constraint;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Precision;
import java.util.ArrayList;
import java.util.List;

/** Prints the training of a graph into a program: the gradients, and what is done with them. */
final class TrainingProgram {
  private static final Graph EMPTY =
      new Graph("empty", List.of(), List.of(), List.of(), List.of(), List.of());

  private final Program program;
  private final Graph graph;
  private final Optimization optimization;
  private final Precision precision;

  TrainingProgram(Program program, Graph whole, Optimization optimization, Precision precision) {
    this.program = program;
    this.graph = whole.phase(true);
    this.optimization = optimization;
    this.precision = precision;
  }

  /**
   * {@code step(data..., rows, control) -> figures}: gathers the rows, runs the graph in training
   * mode, takes the gradient of its first output and updates the parameters. {@code control} holds
   * the seed of this step's random numbers, then what the optimizer wants. What the optimizer
   * remembers is made by {@code begin() -> 0}, given back by {@code state() -> slots} and put back
   * by {@code restore(parameters and slots) -> 0}; {@code finish() -> 0} ends the training.
   */
  void step() {
    Body body = new Body();
    controls(body);
    Names names = backward(body);
    optimization.print(body);
    constrain(names, body);
    // An update whose result nobody reads is removed as dead code: give back one updated number
    // too.
    String seen = Program.flat(graph, names);
    body.line("return torch.cpu(torch.cat([" + seen + ", torch.reshape(alive, [1])], 0))");
    program.method("step", arguments(), "Tensor", body);
    new Remembering(program, optimization).print();
  }

  private void controls(Body body) {
    for (int i = 0; i < optimization.controls(); i++) {
      body.set("control" + i, "float(torch.select(control, 0, " + i + "))");
    }
  }

  private List<String> arguments() {
    List<String> data = Program.numbered("d", graph.inputs().size());
    List<String> arguments = new ArrayList<>(Program.typed(data));
    arguments.add("rows: Tensor");
    arguments.add("control: Tensor");
    return arguments;
  }

  private Names batch(Body body) {
    Names names = program.gather(graph, Program.numbered("d", graph.inputs().size()), body);
    body.set("gen", "torch.Generator(device=ops.prim.device(b0), seed=int(control0))");
    return names;
  }

  /** The graph and its gradients, {@code gs}. */
  private Names autograd(Body body) {
    Names names = batch(body);
    Cuts cuts = Cuts.autograd(onCpu(), program.trained());
    new GraphPrinter(graph, names, body, true, precision, cuts).print();
    new Gradients(names, body, program.trained()).print(graph, cuts);
    return names;
  }

  // Printed wherever all derivatives are known: else autograd does what lies between.
  private Names backward(Body body) {
    if (precision != Precision.FLOAT32) {
      return autograd(body);
    }
    Body printed = new Body();
    Names names = batch(printed);
    GraphPrinter printer =
        new GraphPrinter(graph, names, printed, true, precision, Cuts.everywhere(onCpu()));
    printer.print();
    if (!new Derivatives(graph, printer).print(program.params())) {
      return autograd(body);
    }
    program.withoutAutograd();
    body.add(printed);
    return names;
  }

  private boolean onCpu() {
    return program.place() != Program.Place.GPU;
  }

  /**
   * {@code gradients(data..., rows, control) -> figures, gradients} and {@code apply(gradients...,
   * shares, control) -> 0}: a step in two, for a batch whose parts are on several devices. All
   * gradients of a part are one tensor; {@code shares} says how much of the batch each part is.
   */
  void parts(int parts) {
    Body body = new Body();
    body.set("control0", "float(torch.select(control, 0, 0))");
    Names names = backward(body);
    body.set("flat", "annotate(List[Tensor], [])");
    body.loop("g", "gs").line("_ = torch.append(flat, torch.reshape(g, [-1]))").end();
    body.line("return [torch.cat([%s], 0), torch.cat(flat, 0)]", Program.flat(graph, names));
    program.method("gradients", arguments(), "List[Tensor]", body);
    apply(parts);
  }

  private void apply(int parts) {
    Body body = new Body();
    controls(body);
    body.set("at", "0");
    body.set("sum", "torch.zeros_like(" + here("part0") + ")");
    for (int i = 0; i < parts; i++) {
      body.line(
          "sum = torch.add(sum, %s, alpha=float(torch.select(shares, 0, %s)))",
          here("part" + i), i);
    }
    body.set("gs", "annotate(List[Tensor], [])");
    for (String each : program.trained()) {
      body.set("n", "torch.numel(" + each + ")");
      body.line(
          "_ = torch.append(gs, torch.reshape(torch.narrow(sum, 0, at, n), torch.size(%s)))", each);
      body.set("at", "torch.add(at, n)");
    }
    optimization.print(body);
    constrain(program.names(EMPTY, List.of()), body);
    body.line("return torch.cpu(torch.reshape(alive, [1]))");
    List<String> arguments = new ArrayList<>(Program.typed(Program.numbered("part", parts)));
    arguments.add("shares: Tensor");
    arguments.add("control: Tensor");
    program.method("apply", arguments, "Tensor", body);
  }

  private static String here(String tensor) {
    return Program.moved(tensor, "ops.prim.device(self.p0)");
  }

  // What a parameter must be is brought about after the update, outside the gradient.
  private void constrain(Names names, Body body) {
    for (Param param : program.params()) {
      if (param.trainable() && !param.constraints().isEmpty()) {
        GraphBuilder rules = new GraphBuilder("constraints");
        Scope scope = new Scope(rules, "constraint/" + param.name());
        Value value = rules.param(param);
        for (Constraint each : param.constraints()) {
          value = each.lower(value, param.fans().unit(), scope);
        }
        new GraphPrinter(rules.build(List.of(Port.of(value))), names, body, false).print();
        body.line(
            "_moving = torch.copy_(torch.detach(%s), torch.detach(%s))",
            names.of(param.name()), names.of(value.name()));
      }
    }
  }
}
