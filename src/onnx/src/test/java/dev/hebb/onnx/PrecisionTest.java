package dev.hebb.onnx;

import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.maxPool2d;
import static dev.hebb.network.Layers.network;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Model;
import dev.hebb.graph.Samples;
import dev.hebb.graph.op.Activation;
import dev.hebb.onnx.precision.Precision;
import dev.hebb.runtime.Predictor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionTest {
  @TempDir Path folder;

  private static Model pictures() {
    return Model.initial(
        network("pictures", image(28, 28, 1))
            .then(conv2d(32, 3).activation(Activation.RELU))
            .then(maxPool2d(2))
            .then(conv2d(64, 3).activation(Activation.RELU))
            .then(maxPool2d(2))
            .then(flatten())
            .then(dense(128).activation(Activation.RELU))
            .then(dense(10).activation(Activation.SOFTMAX))
            .build(),
        3);
  }

  @Test
  void allOfThem() {
    Samples samples = Samples.of(Asked.random(3, 40, 28, 28, 1));
    for (Precision precision :
        new Precision[] {
          Precision.float16(), Precision.dynamicInt8(), Precision.staticInt8(samples)
        }) {
      Path file = folder.resolve("x.onnx");
      Exported exported = Onnx.export(pictures()).precision(precision).to(file);
      exported.quantized().orElseThrow().lines().forEach(System.out::println);
      try (Predictor predictor = Predictor.open(file)) {
        assertThat(predictor.proven()).isTrue();
      }
    }
    Exported turned =
        Onnx.export(pictures()).channelsFirst().batch(1).topK(3).to(folder.resolve("t.onnx"));
    System.out.println(turned);
  }
}
