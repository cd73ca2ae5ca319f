package dev.hebb.stream.tick;

import dev.hebb.stream.tick.Program.Register;
import dev.hebb.stream.tick.Program.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the program of a graph together: a kernel for each node but those that only name axes. */
final class Compiler {
  private final OnnxGraph graph;
  private final Map<String, Operand> operands = new HashMap<>();
  private final Map<String, List<Long>> longs = new HashMap<>();
  private final List<Register> registers = new ArrayList<>();
  private final List<Kernel> kernels = new ArrayList<>();
  private long multiplications;

  Compiler(OnnxGraph graph) {
    this.graph = graph;
  }

  Program program(Map<String, List<Integer>> inputs, List<String> outputs) {
    List<Integer> in = new ArrayList<>();
    inputs.forEach((name, dims) -> in.add(define(name, dims).register()));
    graph.nodes().forEach(this::add);
    List<Integer> out = new ArrayList<>();
    Set<Integer> taken = new HashSet<>(in);
    for (String name : outputs) {
      Operand value = operand(name);
      // Two outputs that are one value, or an output that is an input, get memory of their own.
      boolean own =
          registers.get(value.register()).constant().isEmpty() && taken.add(value.register());
      out.add(own ? value.register() : copied(value).register());
    }
    return new Program(kernels, in, out, registers, multiplications);
  }

  private Operand copied(Operand value) {
    Operand copy = made(value.dims());
    add(
        new CopyKernel(
            value.register(), copy.register(), new int[] {0}, new int[] {0}, value.size()));
    return copy;
  }

  private void add(OnnxNode node) {
    switch (node.op()) {
      case "Gemm", "MatMul", "Add", "Sub", "Mul", "Div", "Max", "Min" ->
          new ProductCompiler(this, node).add();
      case "LSTM", "GRU", "RNN" -> new CellCompiler(this, node).add();
      case "Conv", "BatchNormalization", "Softmax", "Gather" -> new LayerCompiler(this, node).add();
      case "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin" ->
          new ReduceCompiler(this, node).add();
      case "Identity", "Reshape", "Squeeze", "Unsqueeze", "Shape", "Concat", "Slice", "Transpose" ->
          new AxisCompiler(this, node).add();
      default -> curve(node);
    }
  }

  private void curve(OnnxNode node) {
    float alpha =
        node.number(
            "alpha",
            switch (node.op()) {
              case "LeakyRelu" -> 0.01f;
              case "HardSigmoid" -> 0.2f;
              case "Selu" -> 1.6732632f;
              default -> 1;
            });
    float beta =
        node.op().equals("Selu") ? node.number("gamma", 1.050701f) : node.number("beta", 0.5f);
    if (node.op().equals("Clip")) {
      alpha =
          node.input(1).isEmpty() ? Float.NEGATIVE_INFINITY : weights(node.input(1)).numbers()[0];
      beta =
          node.input(2).isEmpty() ? Float.POSITIVE_INFINITY : weights(node.input(2)).numbers()[0];
    }
    Curve curve = Curve.of(node.op(), alpha, beta);
    Operand x = operand(node.input(0));
    Operand y = define(node.output(0), x.dims());
    add(new CurveKernel(x.register(), y.register(), curve));
  }

  void add(Kernel kernel) {
    kernels.add(kernel);
  }

  /** Counts multiplications with weights. */
  void count(long more) {
    multiplications += more;
  }

  /** A value that is computed or written down. */
  Operand operand(String name) {
    if (!operands.containsKey(name)) {
      OnnxGraph.Written written = written(name, false);
      registers.add(new Register(Operand.size(written.dims()), Optional.of(weights(name))));
      operands.put(name, new Operand(registers.size() - 1, written.dims()));
    }
    return operands.get(name);
  }

  /** A new value. */
  Operand define(String name, List<Integer> dims) {
    Operand made = made(dims);
    alias(name, made);
    return made;
  }

  /** Numbers of nobody else's. */
  Operand made(List<Integer> dims) {
    registers.add(new Register(Operand.size(dims), Optional.empty()));
    return new Operand(registers.size() - 1, dims);
  }

  /** Another name for a value, perhaps with other axes. */
  void alias(String name, Operand value) {
    if (!name.isEmpty()) {
      operands.put(name, value);
    }
  }

  /** Floats that are written down. */
  Weights weights(String name) {
    return new Weights(written(name, false).floats());
  }

  /** The sizes of what is written down. */
  List<Integer> dims(String name) {
    return written(name, false).dims();
  }

  private OnnxGraph.Written written(String name, boolean whole) {
    OnnxGraph.Written written = graph.written().get(name);
    if (written == null || written.whole() != whole) {
      throw new Unknown("\"" + name + "\", which is not written down");
    }
    return written;
  }

  boolean isLongs(String name) {
    return longs.containsKey(name)
        || (graph.written().containsKey(name) && graph.written().get(name).whole());
  }

  /** Whole numbers that are known now. */
  List<Long> longs(String name) {
    return longs.containsKey(name) ? longs.get(name) : written(name, true).longs();
  }

  void define(String name, Long... values) {
    longs.put(name, List.of(values));
  }
}
