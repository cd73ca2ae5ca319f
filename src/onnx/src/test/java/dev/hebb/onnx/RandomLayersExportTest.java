package dev.hebb.onnx;

import static dev.hebb.network.Layers.alphaDropout;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.gaussianDropout;
import static dev.hebb.network.Layers.gaussianNoise;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.spatialDropout1d;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.GraphSource;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Stage;
import dev.hebb.runtime.Predictor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of what is random in training nothing is in an exported file. */
class RandomLayersExportTest {
  @TempDir Path folder;

  private static OnnxMl.GraphProto printed(GraphSource source) {
    return new ModelPrinter(Models.of(source), Opset.DEFAULT).model(Map.of()).getGraph();
  }

  private static List<String> operators(OnnxMl.GraphProto graph) {
    return graph.getNodeList().stream().map(OnnxMl.NodeProto::getOpType).toList();
  }

  @Test
  void nothingOfThemIsPrinted() {
    Network<Vector, Vector> network =
        network("n", vector(3))
            .then(gaussianNoise(0.1))
            .then(dense(4))
            .then(dropout(0.2))
            .then(alphaDropout(0.2))
            .then(dense(2))
            .then(gaussianDropout(0.2))
            .build();
    OnnxMl.GraphProto graph = printed(network);
    OnnxMl.GraphProto plain =
        printed(network("n", vector(3)).then(dense(4)).then(dense(2)).build());
    assertThat(operators(graph).stream().filter(each -> !each.equals("Identity")).toList())
        .isEqualTo(operators(plain))
        .containsExactly("Gemm", "Gemm");
    assertThat(graph.getInitializerList().stream().map(OnnxMl.TensorProto::getName).toList())
        .isEqualTo(plain.getInitializerList().stream().map(OnnxMl.TensorProto::getName).toList());
    assertThat(graph.getOutput(0).getName()).isEqualTo("gaussian_dropout");
    Onnx.export(Models.of(network)).to(folder.resolve("n.onnx"));
  }

  @Test
  void whereTheyAreAllThereIsTheInputComesOut() {
    Path path = folder.resolve("n.onnx");
    Onnx.export(
            Models.of(
                network("n", sequence(2, 3))
                    .then(spatialDropout1d(0.5))
                    .then(dropout(0.5))
                    .build()))
        .to(path);
    try (Predictor predictor = Predictor.open(path)) {
      predictor.input().put(0, new float[] {0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f});
      predictor.run();
      for (int i = 0; i < 6; i++) {
        assertThat(predictor.output().get(i)).isEqualTo(i + 0.5f);
      }
    }
  }

  @Test
  void twoOutputsMayBeOneValue() {
    Path path = folder.resolve("n.onnx");
    Stage<Vector, Vector> dense = network("n", vector(3)).then(dense(2));
    Onnx.export(Models.of(Network.of(List.of(dense, dense.then(dropout(0.5)))))).to(path);
    try (Predictor predictor = Predictor.open(path)) {
      predictor.input().put(0, new float[] {0.75f, 1, 2});
      predictor.run();
      for (int i = 0; i < 2; i++) {
        assertThat(predictor.output("dropout").get(i)).isEqualTo(predictor.output("dense").get(i));
        assertThat(predictor.output("dense").get(i)).isNotZero();
      }
    }
  }
}
