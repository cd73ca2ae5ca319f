package dev.hebb.onnx;

import static dev.hebb.network.zoo.Zoo.denseNet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.network.zoo.AlexNet;
import dev.hebb.network.zoo.Zoo;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Known architectures train and are proven when written. */
class ZooExportTest {
  @TempDir Path folder;

  private static Trained step(Model start, int rows) {
    Graph graph = start.graph();
    long[] dims = graph.inputs().get(0).value().shape().at(Map.of("batch", (long) rows));
    Random random = new Random(4);
    float[] x = new float[Math.toIntExact(Tensor.elements(dims))];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat() * 2 - 1;
    }
    long classes = graph.outputs().get(0).value().shape().last().size().fixed().orElseThrow();
    float[] y = new float[Math.toIntExact(rows * classes)];
    for (int i = 0; i < rows; i++) {
      y[Math.toIntExact(i * classes + i)] = 1;
    }
    return Trainer.of(start)
        .batchSize(rows)
        .seed(1)
        .progress(Progress.silent())
        .fit(Dataset.of(Tensor.of(x, dims), Tensor.of(y, rows, classes)));
  }

  private void learnsAndExports(Model start, int rows) {
    Trained trained = step(start, rows);
    for (Param param : start.graph().params()) {
      assertThat(trained.model().weights().get(param.name()))
          .as(param.name())
          .isNotEqualTo(start.weights().get(param.name()));
    }
    Exported exported = Onnx.export(trained.model()).to(folder.resolve("model.onnx"));
    assertThat(exported.maxAbsDiff()).isLessThanOrEqualTo(1e-6);
  }

  // Of a size at which the classifier has something to say, so that the proof has too.
  private static Model formula(Graph graph, float gain) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (Param param : graph.params()) {
      float[] values = FormulaWeights.values(param.name(), param.sizes()).toFloats();
      for (int i = 0; i < values.length; i++) {
        values[i] *= gain;
      }
      weights.put(param.name(), Tensor.of(values, param.sizes()));
    }
    return new Model(graph, new Weights(weights));
  }

  /** Every layer and size as published, with a quarter of the filters. */
  @Test
  void alexNet() {
    learnsAndExports(formula(Zoo.alexNet().narrower(4).classes(10).graph(), 0.5f), 2);
  }

  @Test
  void alexNetForSmallPictures() {
    AlexNet small = Zoo.alexNet().input(28, 28, 1).stem(3, 1).narrower(8).classes(10);
    learnsAndExports(formula(small.graph(), 0.75f), 8);
    learnsAndExports(formula(small.ungrouped().graph(), 0.75f), 8);
  }

  @Test
  void aSmallDenseNet() {
    learnsAndExports(Model.initial(denseNet(8, 16, 3, 3, 3).input(28, 28, 1), 6), 8);
  }
}
