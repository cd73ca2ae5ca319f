package dev.hebb.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.Weights;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.training.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * Something of parameters alone, whose gradients are taken in both ways.
 *
 * @param least of the parameters' numbers
 * @param most of them
 * @param dims of the parameters
 * @param value what is made of them
 */
record SlopeCase(
    String name,
    double least,
    double most,
    List<long[]> dims,
    BiFunction<Scope, List<Value>, Value> value) {
  // Of steps alone there is nothing to learn.
  private static final List<String> STEPS = List.of("FLOOR", "CEIL", "ROUND", "SIGN");

  /** An operator of parameters alone, its first output. */
  static SlopeCase slope(String name, Op op, long[]... dims) {
    return new SlopeCase(name, -1, 1, List.of(dims), (scope, in) -> first(scope, op, in));
  }

  /** The first output. */
  static Value first(Scope scope, Op op, List<Value> in) {
    return scope.ops(op, in.toArray(Value[]::new)).get(0);
  }

  static long[] dims(long... dims) {
    return dims;
  }

  /** Both ways give the same. */
  void compare() {
    List<float[]> printed = printed().orElseThrow();
    List<float[]> expected = autograd();
    double most = 0;
    for (int i = 0; i < expected.size(); i++) {
      float[] slopes = expected.get(i);
      assertThat(printed.get(i)).hasSameSizeAs(slopes);
      for (int at = 0; at < slopes.length; at++) {
        most = Math.max(most, Math.abs(slopes[at]));
        float tolerance = 1e-5f + 2e-5f * Math.abs(slopes[at]);
        assertThat(printed.get(i)[at])
            .as("%s %d, %d", name, i, at)
            .isCloseTo(slopes[at], within(tolerance));
      }
    }
    assertThat(most).as("something is learnt").isGreaterThan(STEPS.contains(name) ? -1 : 1e-3);
  }

  /** By printed derivatives, if all are known. */
  Optional<List<float[]>> printed() {
    Model model = model();
    Program program = new Program(model);
    Body body = new Body();
    GraphPrinter printer = printer(program, model.graph(), Cuts.everywhere(true), body);
    if (!new Derivatives(model.graph(), printer).print(model.graph().params())) {
      return Optional.empty();
    }
    program.withoutAutograd();
    return Optional.of(gradients(program, body));
  }

  /** By PyTorch. */
  List<float[]> autograd() {
    Model model = model();
    Program program = new Program(model);
    Body body = new Body();
    Cuts cuts = Cuts.none();
    GraphPrinter printer = printer(program, model.graph(), cuts, body);
    new Gradients(printer.names(), body, program.trained()).print(model.graph(), cuts);
    return gradients(program, body);
  }

  private static GraphPrinter printer(Program program, Graph graph, Cuts cuts, Body body) {
    Names names = program.gather(graph, List.of("d0"), body);
    GraphPrinter printer = new GraphPrinter(graph, names, body, true, Precision.FLOAT32, cuts);
    printer.print();
    return printer;
  }

  private static List<float[]> gradients(Program program, Body body) {
    body.line("return gs");
    program.method("gradients", List.of("d0: Tensor", "rows: Tensor"), "List[Tensor]", body);
    try (TorchModule module = new TorchModule(program)) {
      PtNDArray data = module.put(Tensor.of(new float[] {1, 2, 3}, 3, 1));
      PtNDArray rows = module.put(Tensor.of(new long[] {0, 2}, 2));
      try (NDList gradients = module.call("gradients", List.of(data, rows))) {
        List<float[]> all = new ArrayList<>();
        gradients.forEach(each -> all.add(each.toFloatArray()));
        return all;
      }
    }
  }

  // The data is only there because a program wants some. A square gives each number another slope.
  private Model model() {
    GraphBuilder builder = new GraphBuilder("slopes");
    Value data =
        builder.input(
            "x", new Shape(List.of(Dim.free("batch"), Dim.of("one", 1))), DataType.FLOAT32, "");
    Scope scope = new Scope(builder, "it");
    List<Value> in = new ArrayList<>();
    Map<String, Tensor> drawn = new LinkedHashMap<>();
    SplittableRandom random = new SplittableRandom(name.hashCode());
    for (int i = 0; i < dims.size(); i++) {
      List<Long> lengths = Arrays.stream(dims.get(i)).boxed().toList();
      in.add(scope.param("p" + i, lengths, Initializer.zeros(), Fans.NONE));
      float[] numbers = new float[(int) Tensor.elements(dims.get(i))];
      for (int at = 0; at < numbers.length; at++) {
        numbers[at] = (float) random.nextDouble(least, most);
      }
      drawn.put("it/p" + i, Tensor.of(numbers, dims.get(i)));
    }
    Value made = value.apply(scope, in);
    Value square = scope.arithmetic(Operator.MUL, made, made);
    Value loss =
        scope.arithmetic(
            Operator.ADD,
            scope.op(Reduce.all(Reduction.SUM), scope.arithmetic(Operator.ADD, square, made)),
            scope.op(Reduce.all(Reduction.MEAN), data));
    Graph graph = builder.build(List.of(Port.of(loss))).phase(true);
    Weights weights = Weights.initial(graph, 1);
    for (Map.Entry<String, Tensor> each : drawn.entrySet()) {
      weights = weights.with(each.getKey(), each.getValue());
    }
    return new Model(graph, weights);
  }

  @Override
  public String toString() {
    return name;
  }
}
