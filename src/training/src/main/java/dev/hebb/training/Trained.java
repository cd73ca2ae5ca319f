package dev.hebb.training;

import dev.hebb.graph.Engine;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.torch.TorchEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trained model and how it came about. */
public record Trained(Model model, History history, Loss loss, List<Metric> metrics)
    implements GraphSource {
  private static final int BATCH = 1024;

  public Trained {
    metrics = List.copyOf(metrics);
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
    Graph graph = model.graph();
    Fit.check(graph, "input", graph.inputs(), List.of(rows), new HashMap<>());
    List<String> wanted = graph.outputs().stream().map(port -> port.value().name()).toList();
    List<float[]> parts = new ArrayList<>();
    long[] dims = {};
    try (Engine.Session session = new TorchEngine().open(model, wanted.subList(0, 1))) {
      for (long from = 0; from < rows.dims()[0]; from += BATCH) {
        Tensor part = rows.rows(from, Math.min(from + BATCH, rows.dims()[0]));
        Tensor out = session.run(Map.of(graph.inputs().get(0).name(), part)).get(wanted.get(0));
        parts.add(out.toFloats());
        dims = out.dims();
      }
    }
    return joined(parts, dims, rows.dims()[0]);
  }

  private static Tensor joined(List<float[]> parts, long[] dims, long rows) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    long[] whole = dims.length == 0 ? new long[1] : dims.clone();
    whole[0] = rows;
    return Tensor.of(all, whole);
  }

  /** Loss and metrics over these examples, in inference mode, by name. */
  public Map<String, Double> evaluate(Dataset examples) {
    Fit.check(model.graph(), examples);
    Objective objective = Objective.of(model.graph(), loss, metrics);
    List<String> wanted =
        objective.graph().outputs().stream().map(port -> port.value().name()).toList();
    Means means = new Means(objective.figures());
    Model measured = new Model(objective.graph(), model.weights());
    try (Engine.Session session = new TorchEngine().open(measured, wanted)) {
      for (int from = 0; from < examples.rows(); from += BATCH) {
        Dataset part = examples.rows(from, Math.min(from + BATCH, examples.rows()));
        Map<String, Tensor> out = session.run(named(objective.graph().inputs(), part));
        double[] figures =
            wanted.stream().mapToDouble(value -> out.get(value).floats().get(0)).toArray();
        means.add(figures, part.rows());
      }
    }
    return means.byName("");
  }

  private static Map<String, Tensor> named(List<Port> ports, Dataset examples) {
    List<Tensor> tensors = examples.tensors();
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (int i = 0; i < ports.size(); i++) {
      named.put(ports.get(i).name(), tensors.get(i));
    }
    return named;
  }
}
