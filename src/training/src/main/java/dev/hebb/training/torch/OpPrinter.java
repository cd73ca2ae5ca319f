package dev.hebb.training.torch;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.Constant;
import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.Dropout;
import dev.hebb.graph.op.Gemm;
import dev.hebb.graph.op.Gru;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.OpVisitor;
import dev.hebb.graph.op.ReduceMean;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.Rnn;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.Transpose;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Prints the nodes of a graph as TorchScript. In training mode dropout draws its masks from the
 * generator {@code gen}, which the method around it must define.
 */
final class OpPrinter implements OpVisitor<Void> {
  private final Names names;
  private final Body body;
  private final boolean training;
  private final RecurrencePrinter recurrences;
  private final Set<String> used = new HashSet<>();
  private Node node;

  OpPrinter(Names names, Body body, boolean training) {
    this.names = names;
    this.body = body;
    this.training = training;
    this.recurrences = new RecurrencePrinter(names, body);
  }

  /** Prints every node. */
  void print(Graph graph) {
    graph.nodes().forEach(each -> used.addAll(each.inputs()));
    graph.outputs().forEach(port -> used.add(port.value().name()));
    for (Node each : graph.nodes()) {
      node = each;
      each.op().accept(this);
    }
  }

  private String in(int index) {
    return names.of(node.inputs().get(index));
  }

  private List<String> inputs() {
    return node.inputs().stream().map(names::of).toList();
  }

  private Value out(int index) {
    return node.outputs().get(index);
  }

  private Void set(String expression) {
    body.set(names.define(out(0).name()), expression);
    return null;
  }

  @Override
  public Void activate(Activate op) {
    return set(Functions.print(op.activation(), in(0)));
  }

  @Override
  public Void arithmetic(Arithmetic op) {
    String function =
        switch (op.operator()) {
          case ADD -> "add";
          case SUB -> "sub";
          case MUL -> "mul";
          case DIV -> "div";
        };
    return set("torch." + function + "(" + in(0) + ", " + in(1) + ")");
  }

  @Override
  public Void constant(Constant op) {
    return set(
        "torch.full([], " + op.value() + ", dtype=6, layout=None, device=None, pin_memory=None)");
  }

  @Override
  public Void conv(Conv op) {
    int axes = op.strides().size();
    String x = in(0);
    String padding = op.begin().toString();
    if (!op.begin().equals(op.end())) {
      // Asymmetric padding is an operation of its own; its list begins with the last axis.
      StringBuilder pads = new StringBuilder();
      for (int i = axes - 1; i >= 0; i--) {
        pads.append(op.begin().get(i))
            .append(", ")
            .append(op.end().get(i))
            .append(i > 0 ? ", " : "");
      }
      x = "torch.constant_pad_nd(" + x + ", [" + pads + "], 0.)";
      padding = op.begin().stream().map(any -> "0").collect(Collectors.joining(", ", "[", "]"));
    }
    String bias = node.inputs().size() > 2 ? in(2) : "None";
    return set(
        "torch.conv"
            + axes
            + "d("
            + x
            + ", "
            + in(1)
            + ", "
            + bias
            + ", "
            + op.strides()
            + ", "
            + padding
            + ", "
            + op.dilations()
            + ", "
            + op.groups()
            + ")");
  }

  @Override
  public Void dropout(Dropout op) {
    if (!training || op.rate() == 0) {
      names.define(out(0).name(), in(0));
      return null;
    }
    String mask = names.fresh("mask");
    double keep = 1 - op.rate();
    body.set(
        mask, "torch.bernoulli_(torch.empty_like(" + in(0) + "), " + keep + ", generator=gen)");
    return set("torch.mul(" + in(0) + ", torch.div_(" + mask + ", " + keep + "))");
  }

  @Override
  public Void gemm(Gemm op) {
    return set("torch.addmm(" + in(2) + ", " + in(0) + ", " + in(1) + ")");
  }

  @Override
  public Void gru(Gru op) {
    recurrences.gru(op, inputs(), node.outputs(), used);
    return null;
  }

  @Override
  public Void lstm(Lstm op) {
    recurrences.lstm(op, inputs(), node.outputs(), used);
    return null;
  }

  @Override
  public Void matMul(MatMul op) {
    return set("torch.matmul(" + in(0) + ", " + in(1) + ")");
  }

  @Override
  public Void reduceMean(ReduceMean op) {
    return set("torch.mean(" + in(0) + ")");
  }

  @Override
  public Void reshape(Reshape op) {
    String dims = op.dims().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return set("torch.reshape(" + in(0) + ", [torch.size(" + in(0) + ", 0), " + dims + "])");
  }

  @Override
  public Void rnn(Rnn op) {
    recurrences.rnn(op, inputs(), node.outputs(), used);
    return null;
  }

  @Override
  public Void slice(Slice op) {
    return set(
        op.reversed()
            ? "torch.flip(" + in(0) + ", [" + op.axis() + "])"
            : "torch.slice("
                + in(0)
                + ", "
                + op.axis()
                + ", "
                + op.start()
                + ", "
                + op.end()
                + ", 1)");
  }

  @Override
  public Void transpose(Transpose op) {
    return set("torch.permute(" + in(0) + ", " + op.permutation() + ")");
  }
}
