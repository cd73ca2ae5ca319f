package dev.hebb.spark;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Examples;
import java.io.Serializable;
import java.util.List;

/** Examples that are sent to executors, to be in memory there. */
final class SearchData implements Serializable {
  private static final long serialVersionUID = 1;

  private final TensorBytes tensors;
  private final int inputs;
  private final int targets;

  private SearchData(TensorBytes tensors, int inputs, int targets) {
    this.tensors = tensors;
    this.inputs = inputs;
    this.targets = targets;
  }

  static SearchData of(Examples examples) {
    Dataset all = examples.toDataset();
    return new SearchData(TensorBytes.of(all.tensors()), all.inputs().size(), all.targets().size());
  }

  Dataset dataset() {
    List<Tensor> all = tensors.tensors();
    return new Dataset(
        all.subList(0, inputs),
        all.subList(inputs, inputs + targets),
        all.subList(inputs + targets, all.size()));
  }
}
