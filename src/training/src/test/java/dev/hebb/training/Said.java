package dev.hebb.training;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.reshape;
import static dev.hebb.network.Layers.vector;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.network.Rank;
import dev.hebb.network.Stage;
import java.util.List;
import java.util.Map;

/** A network that says what it is told to: row i of its kernel for input row i. */
final class Said {
  private Said() {}

  /**
   * Says these rows.
   *
   * @param rows {@code [rows, ..., features]}
   */
  static Model model(Tensor rows) {
    long[] dims = rows.dims();
    int count = Math.toIntExact(dims[0]);
    int width = Math.toIntExact(rows.size() / count);
    Stage<Rank.Vector, Rank.Vector> flat = network("n", vector(count)).then(dense(width).noBias());
    Graph graph =
        dims.length == 2
            ? flat.build().graph()
            : flat.then(reshape(dims[1], dims[2])).build().graph();
    Tensor kernel = Tensor.of(rows.toFloats(), count, width);
    return new Model(graph, new Weights(Map.of("dense/kernel", kernel)));
  }

  /** The inputs for which it says them, in order. */
  static List<Tensor> inputs(Tensor rows) {
    int count = Math.toIntExact(rows.dims()[0]);
    float[] hot = new float[count * count];
    for (int i = 0; i < count; i++) {
      hot[i * count + i] = 1;
    }
    return List.of(Tensor.of(hot, count, count));
  }

  /** What it says. */
  static Tensor rows(Model model) {
    return model.weights().get("dense/kernel");
  }
}
