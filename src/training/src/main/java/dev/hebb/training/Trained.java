package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Examples;
import dev.hebb.training.torch.TorchEngine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A trained model and how it came about. */
public record Trained(Model model, History history, Goal goal) implements GraphSource {
  /** Trained towards one loss. */
  public Trained(Model model, History history, Loss loss, List<Metric> metrics) {
    this(model, history, Goal.of(loss).metrics(metrics));
  }

  /** What was made small. */
  public Loss loss() {
    return goal.loss();
  }

  /** What was watched. */
  public List<Metric> metrics() {
    return goal.metrics();
  }

  @Override
  public Graph graph() {
    return model.graph();
  }

  /**
   * What a network with one input and one output says to these rows, in inference mode.
   *
   * @param rows {@code [rows, ...]} as declared
   */
  public Tensor predict(Tensor rows) {
    Fit.inputs(model.graph(), List.of(rows));
    return predictions(part -> Parts.each(List.of(rows), part), rows.dims()[0]);
  }

  /** What a network says to these examples, in inference mode: its first output. */
  public Tensor predict(Examples examples) {
    Examples watched = Fit.inputs(model.graph(), examples);
    return predictions(part -> Parts.each(watched, part), examples.rows());
  }

  /** What a network says to these examples, in inference mode: all its outputs, by name. */
  public Map<String, Tensor> predictAll(Examples examples) {
    Examples watched = Fit.inputs(model.graph(), examples);
    List<Port> outputs = model.graph().outputs();
    List<Tensor> said = predictions(outputs, part -> Parts.each(watched, part), examples.rows());
    return named(outputs, said);
  }

  private Tensor predictions(Consumer<Consumer<List<Tensor>>> each, long rows) {
    return predictions(model.graph().outputs().subList(0, 1), each, rows).get(0);
  }

  private List<Tensor> predictions(
      List<Port> outputs, Consumer<Consumer<List<Tensor>>> each, long rows) {
    List<Port> inputs = model.graph().inputs();
    List<String> wanted = outputs.stream().map(port -> port.value().name()).toList();
    List<Map<String, Tensor>> parts = new ArrayList<>();
    try (Engine.Session session = new TorchEngine().open(model, wanted)) {
      each.accept(part -> parts.add(session.run(named(inputs, part))));
    }
    return wanted.stream()
        .map(value -> joined(parts.stream().map(part -> part.get(value)).toList(), rows))
        .toList();
  }

  private static Tensor joined(List<Tensor> parts, long rows) {
    long bytes = parts.stream().mapToLong(part -> part.bytes().remaining()).sum();
    ByteBuffer all =
        ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    parts.forEach(part -> all.put(part.bytes()));
    long[] whole = parts.isEmpty() ? new long[1] : parts.get(0).dims();
    whole[0] = rows;
    DataType type = parts.isEmpty() ? DataType.FLOAT32 : parts.get(0).type();
    return Tensor.wrap(type, all.flip(), whole);
  }

  /** Loss and metrics over these examples, in inference mode, by name. */
  public Map<String, Double> evaluate(Examples examples) {
    return evaluate(examples, goal);
  }

  /** Other metrics over these examples, in inference mode, by name. */
  public Map<String, Double> evaluate(Examples examples, Metric... others) {
    return evaluate(
        examples, goal.metrics(List.of(others)).metrics(Map.of()).weightedMetrics(List.of()));
  }

  /**
   * How often each class was taken for each other one over these examples, by a network with one
   * output: a class a unit, or one unit that says yes above 1/2.
   */
  public Confusion confusion(Examples examples) {
    if (graph().outputs().size() > 1) {
      throw new TrainingException(
          "%s: confusion: expected a network with one output, got %s. Evaluate with confusionMatrix()."
              .formatted(graph().name(), graph().outputs().stream().map(Port::name).toList()));
    }
    Goal towards =
        Goal.of(goal.loss(graph().outputs().get(0).name()))
            .metrics(List.of(Metrics.confusionMatrix()));
    List<Double> figures = List.copyOf(evaluate(examples, towards).values());
    return Confusion.of(figures.subList(1, figures.size()));
  }

  private Map<String, Double> evaluate(Examples examples, Goal towards) {
    Objective objective = Objective.of(model.graph(), towards, Fit.weightAxes(examples));
    Fit.check(model.graph(), objective, examples);
    List<String> wanted =
        objective.graph().outputs().stream().map(port -> port.value().name()).toList();
    Means means = new Means(objective);
    Model measured = new Model(objective.graph(), model.weights());
    try (Engine.Session session = new TorchEngine().open(measured, wanted)) {
      Parts.each(
          Fit.watched(model.graph(), objective, examples),
          part -> {
            Map<String, Tensor> out = session.run(named(objective.graph().inputs(), part));
            double[] figures =
                wanted.stream().flatMapToDouble(value -> numbers(out.get(value))).toArray();
            means.add(figures, Math.toIntExact(part.get(0).dims()[0]));
          });
    }
    return means.byName("");
  }

  /**
   * The loss of each of these examples by itself, in inference mode: which ones the network gets
   * most wrong. Takes a call for each.
   */
  public List<Double> losses(Examples examples) {
    Objective objective = Objective.of(model.graph(), goal, Fit.weightAxes(examples));
    Fit.check(model.graph(), objective, examples);
    String wanted = objective.graph().outputs().get(0).value().name();
    List<Double> losses = new ArrayList<>();
    try (Engine.Session session =
        new TorchEngine().open(new Model(objective.graph(), model.weights()), List.of(wanted))) {
      Parts.each(
          Fit.watched(model.graph(), objective, examples),
          part -> {
            for (int row = 0; row < part.get(0).dims()[0]; row++) {
              int at = row;
              List<Tensor> one = part.stream().map(tensor -> tensor.rows(at, at + 1)).toList();
              Map<String, Tensor> out = session.run(named(objective.graph().inputs(), one));
              losses.add((double) out.get(wanted).floats().get(0));
            }
          });
    }
    return losses;
  }

  private static DoubleStream numbers(Tensor tensor) {
    FloatBuffer values = tensor.floats();
    return IntStream.range(0, values.limit()).mapToDouble(values::get);
  }

  private static Map<String, Tensor> named(List<Port> ports, List<Tensor> tensors) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (int i = 0; i < ports.size(); i++) {
      named.put(ports.get(i).name(), tensors.get(i));
    }
    return named;
  }
}
