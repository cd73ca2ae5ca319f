package dev.hebb.onnx;

import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.network.zoo.Zoo.denseNet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.Matching;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Pretrained;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.WeightsFile;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.zoo.DenseNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights out of ONNX files, PyTorch's and others'. */
class OnnxWeightsTest {
  private static final Path TORCHVISION = Path.of("src/test/resources/torchvision");
  private static final DenseNet TINY =
      denseNet(4, 8, 2, 2).stem(DenseNet.Stem.IMAGENET).input(64, 64, 3).classes(3);

  @TempDir Path folder;

  @Test
  void whatTorchWroteInTrainingModeIsMatchedByName() {
    WeightsFile file = Onnx.weights(TORCHVISION.resolve("tiny.onnx"));
    Matching matching = TINY.pretrained().match(file);
    assertThat(matching.toString())
        .startsWith(
            "tiny.onnx -> densenet: 56 matched by name, 0 by shape in order, 0 of another shape, 0"
                + " missing, 0 not used\n");
    Model model = TINY.pretrained().from(file);
    for (Param param : TINY.graph().params()) {
      String torch = matching.matched().get(param.name());
      long[] dims = param.sizes();
      if (!torch.equals("classifier.weight")) {
        assertThat(model.weights().get(param.name()))
            .as(torch)
            .isEqualTo(FormulaWeights.values(torch, dims));
      }
    }
    float[] torch = FormulaWeights.values("classifier.weight", 3, 16).toFloats();
    float[] kernel = model.weights().get("classifier/kernel").toFloats();
    for (int i = 0; i < kernel.length; i++) {
      assertThat(kernel[i]).isEqualTo(torch[i % 3 * 16 + i / 3]);
    }
  }

  @Test
  void whatTorchWroteInEvaluationModeIsRefused() {
    WeightsFile file = Onnx.weights(TORCHVISION.resolve("tiny-folded.onnx"));
    assertThatThrownBy(() -> TINY.pretrained().from(file))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "tiny-folded.onnx: expected densenet with all its batch normalisations, got it without 5"
                + " of them, which are folded into the convolutions before them. Take the checkpoint"
                + " in place of the exported file, or export it in training mode.");
  }

  @Test
  void whatWeWroteIsReadBack() {
    Network<?, Vector> network =
        network("n", image(6, 5, 2))
            .then(conv2d(3, 2).stride(2))
            .then(flatten())
            .then(dense(12).noBias())
            .then(dense(12))
            .build();
    Model model = Models.of(network);
    Path file = folder.resolve("n.onnx");
    Onnx.export(model).to(file);
    assertThat(Pretrained.of(network).from(Onnx.weights(file)).weights())
        .isEqualTo(model.weights());
  }

  private static OnnxMl.TensorProto.Builder tensor(String name, long... dims) {
    OnnxMl.TensorProto.Builder tensor =
        OnnxMl.TensorProto.newBuilder()
            .setName(name)
            .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber());
    int size = 1;
    for (long dim : dims) {
      tensor.addDims(dim);
      size *= (int) dim;
    }
    for (int i = 0; i < size; i++) {
      tensor.addFloatData(i);
    }
    return tensor;
  }

  private static OnnxMl.NodeProto.Builder node(String op, String output, String... inputs) {
    return OnnxMl.NodeProto.newBuilder()
        .setOpType(op)
        .addOutput(output)
        .addAllInput(List.of(inputs));
  }

  private Path write(OnnxMl.GraphProto.Builder graph) throws IOException {
    Path file = folder.resolve("made.onnx");
    return Files.write(file, OnnxMl.ModelProto.newBuilder().setGraph(graph).build().toByteArray());
  }

  @Test
  void constantsAliasesAndProductsWithoutBias() throws IOException {
    OnnxMl.GraphProto.Builder graph =
        OnnxMl.GraphProto.newBuilder()
            .addInitializer(tensor("late", 2))
            .addInitializer(tensor("scale"))
            .addNode(
                node("Constant", "kernel")
                    .addAttribute(
                        OnnxMl.AttributeProto.newBuilder().setName("value").setT(tensor("", 2, 2))))
            .addNode(node("Identity", "alias", "late"))
            .addNode(node("Mul", "scaled", "x", "scale"))
            .addNode(node("MatMul", "y", "scaled", "kernel"))
            .addNode(node("Add", "z", "alias", "y"))
            .addNode(node("Add", "end", "z", "scale"));
    WeightsFile file = Onnx.weights(write(graph));
    assertThat(file.entries())
        .extracting(WeightsFile.Entry::toString)
        .containsExactly("kernel [2, 2]", "alias [2]");
    var network = network("n", vector(2)).then("d", dense(2)).build();
    Model model = Pretrained.of(network).from(file);
    assertThat(model.weights().get("d/kernel"))
        .isEqualTo(Tensor.of(new float[] {0, 1, 2, 3}, 2, 2));
    assertThat(model.weights().get("d/bias")).isEqualTo(Tensor.of(new float[] {0, 1}, 2));
  }

  @Test
  void whatHoldsNoWeightsIsRefused() throws IOException {
    Path noise = Files.write(folder.resolve("noise.onnx"), new byte[] {1, 2, 3, 4});
    assertThatThrownBy(() -> Onnx.weights(noise))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            noise
                + ": expected an ONNX file, got something else, or a damaged one. Copy it again.");
    Path empty = write(OnnxMl.GraphProto.newBuilder().addNode(node("Relu", "y", "x")));
    assertThatThrownBy(() -> Onnx.weights(empty))
        .hasMessage(
            empty + ": expected an ONNX file with weights, got one without. Give another file.");
    assertThatThrownBy(() -> Onnx.weights(folder.resolve("none.onnx")))
        .hasMessage(folder.resolve("none.onnx") + ": there is no such file.");
  }

  @Test
  void weightsElsewhereAndQuantizedOnesAreRefused() throws IOException {
    OnnxMl.NodeProto.Builder product = node("MatMul", "y", "x", "w");
    Path elsewhere =
        write(
            OnnxMl.GraphProto.newBuilder()
                .addNode(product)
                .addInitializer(
                    tensor("w", 2, 2)
                        .clearFloatData()
                        .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)));
    assertThatThrownBy(() -> Onnx.weights(elsewhere))
        .hasMessage(
            elsewhere
                + ": expected all weights within the file, got \"w\" in another one. Save the model as"
                + " one file.");
    Path quantized =
        write(
            OnnxMl.GraphProto.newBuilder()
                .addNode(product)
                .addInitializer(
                    tensor("w", 2)
                        .clearFloatData()
                        .setDataType(OnnxMl.TensorProto.DataType.INT8.getNumber())
                        .setRawData(ByteString.copyFrom(new byte[2]))));
    assertThatThrownBy(() -> Onnx.weights(quantized))
        .hasMessage(
            quantized
                + ": expected weights of type float, double or float16, got \"w\" of ONNX's type 3. Take"
                + " the file from before it was quantized.");
  }
}
