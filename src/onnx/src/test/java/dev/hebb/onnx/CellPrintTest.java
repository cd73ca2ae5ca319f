package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.rnn;
import static dev.hebb.network.Layers.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.training.Progress;
import dev.hebb.training.Sgd;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed of a cell, and what is not. */
class CellPrintTest {
  /** Float32 in another order of summation. */
  private static final float ROUNDING = 1e-6f;

  @TempDir Path folder;

  private static OnnxMl.GraphProto printed(Model model) {
    return new ModelPrinter(model, Opset.DEFAULT).model(Map.of()).getGraph();
  }

  private static List<String> operators(OnnxMl.GraphProto graph) {
    return graph.getNodeList().stream().map(OnnxMl.NodeProto::getOpType).toList();
  }

  private static OnnxMl.GraphProto body(OnnxMl.GraphProto graph) {
    OnnxMl.NodeProto scan =
        graph.getNodeList().stream()
            .filter(node -> node.getOpType().equals("Scan"))
            .findFirst()
            .orElseThrow();
    return scan.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals("body"))
        .findFirst()
        .orElseThrow()
        .getG();
  }

  @Test
  void itIsOneScanNodeAndWhatIsTheSameAtEveryStepIsOutside() {
    Model model =
        Models.of(network("n", sequence(ANY, 3)).then("cell", rnn(new Cells.KerasGru(2))).build());
    OnnxMl.GraphProto graph = printed(model);
    assertThat(operators(graph))
        .containsExactly(
            "Transpose",
            "Transpose",
            "Transpose",
            "Shape",
            "Slice",
            "Concat",
            "ConstantOfShape",
            "Scan");
    OnnxMl.GraphProto body = body(graph);
    assertThat(operators(body))
        .containsExactly(
            "MatMul", "Add", "MatMul", "Add", "Slice", "Slice", "Add", "Sigmoid", "Slice", "Slice",
            "Add", "Sigmoid", "Slice", "Mul", "Slice", "Add", "Tanh", "Sub", "Mul", "Mul", "Add");
    assertThat(body.getInitializerList()).isEmpty();
    assertThat(body.getInputList())
        .extracting(OnnxMl.ValueInfoProto::getName)
        .containsExactly("cell/Scan/state", "cell/Scan/input");
    assertThat(graph.getInitializerList())
        .extracting(OnnxMl.TensorProto::getName)
        .contains("cell/kernel", "cell/bias", "cell/recurrent_kernel", "cell/recurrent_bias")
        .doesNotHaveDuplicates();
  }

  @Test
  void whatItDropsInTrainingIsNotInTheFile() {
    Model model =
        Models.of(network("n", sequence(ANY, 2)).then(rnn(new Cells.Forgetful(3, 0.5))).build());
    assertThat(operators(body(printed(model)))).containsExactly("Gemm", "MatMul", "Add", "Tanh");
    Tensor x = Asked.random(6, 8, 5, 2);
    Tensor y = Asked.random(7, 8, 3);
    double certain = loss(Asked.trained(model, x), y.toFloats());
    double once = dropped(model, x, y, 1);
    assertThat(Math.abs(once - certain)).isGreaterThan(1e-3);
    assertThat(dropped(model, x, y, 1)).isEqualTo(once);
    assertThat(dropped(model, x, y, 2)).isNotEqualTo(once);
    Path file = folder.resolve("forgetful.onnx");
    Onnx.export(model).to(file);
    assertThat(Asked.exported(file, x, 3))
        .containsExactly(Asked.trained(model, x), within(ROUNDING));
  }

  private static double loss(float[] told, float[] y) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += ((double) told[i] - y[i]) * ((double) told[i] - y[i]);
    }
    return sum / y.length;
  }

  private static double dropped(Model model, Tensor x, Tensor y, long seed) {
    return Trainer.of(model)
        .optimizer(Sgd.sgd().learningRate(0))
        .epochs(1)
        .batchSize(8)
        .seed(seed)
        .progress(Progress.silent())
        .fit(Dataset.of(x, y))
        .history()
        .of("loss")
        .get(0);
  }
}
