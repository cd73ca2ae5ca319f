package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.runtime.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same network, fed and asked otherwise. */
class FormsTest {
  @TempDir Path folder;

  private OnnxMl.ModelProto written(Export export) {
    Path file = folder.resolve("form.onnx");
    export.to(file);
    try {
      OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file));
      OpContractTest.checker(model);
      return model;
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static List<String> operators(OnnxMl.ModelProto model) {
    return model.getGraph().getNodeList().stream().map(OnnxMl.NodeProto::getOpType).toList();
  }

  private static String shape(OnnxMl.ValueInfoProto value) {
    return value.getName()
        + value.getType().getTensorType().getShape().getDimList().stream()
            .map(dim -> dim.hasDimValue() ? Long.toString(dim.getDimValue()) : dim.getDimParam())
            .toList();
  }

  @Test
  void channelsFirstLeavesNoTransposeAtTheBorder() {
    Map<String, GraphSource> images = FormZoo.images();
    for (String name : List.of("residual", "autoencoder", "scaled")) {
      OnnxMl.ModelProto model = written(Onnx.export(Models.of(images.get(name))).channelsFirst());
      assertThat(operators(model)).as(name).doesNotContain("Transpose");
    }
    OnnxMl.ModelProto cnn = written(Onnx.export(Model.initial(FormZoo.cnn(), 1)).channelsFirst());
    assertThat(shape(cnn.getGraph().getInput(0))).isEqualTo("picture[batch, 1, 12, 10]");
    // The one that dense layers want, which were trained on rows of pixels.
    assertThat(operators(cnn))
        .containsExactly(
            "Conv",
            "Relu",
            "MaxPool",
            "Conv",
            "Relu",
            "Transpose",
            "Reshape",
            "Gemm",
            "Relu",
            "Gemm");
    OnnxMl.ModelProto volume =
        written(Onnx.export(Models.of(images.get("volume"))).channelsFirst());
    assertThat(shape(volume.getGraph().getInput(0))).isEqualTo("input[batch, 2, 4, 5, 6]");
    assertThat(operators(volume)).containsExactly("Conv", "Relu", "Transpose", "Reshape", "Gemm");
  }

  @Test
  void channelsFirstSaysTheSame() {
    Model model = Models.of(FormZoo.autoencoder());
    Path last = folder.resolve("last.onnx");
    Path first = folder.resolve("first.onnx");
    Tensor rows = Asked.random(5, 2, 8, 12, 3);
    Onnx.export(model).to(last);
    Onnx.export(model).channelsFirst().sample(Map.of("input", rows)).to(first);
    Tensor turned = ChannelsFirst.transposed(rows, List.of(0, 3, 1, 2));
    assertThat(turned.dims()).containsExactly(2, 3, 8, 12);
    assertThat(turned.floats().get(96 * 2 + 12 * 5 + 7))
        .isEqualTo(rows.floats().get((12 * 5 + 7) * 3 + 2));
    try (Predictor a = Predictor.with().batch(2).open(last);
        Predictor b = Predictor.with().batch(2).open(first)) {
      assertThat(b.metadata()).containsEntry("hebb.layout", "channels-first");
      assertThat(b.output().dims()).containsExactly(2, 3, 8, 12);
      a.input().put(rows.toFloats());
      b.input().put(turned.toFloats());
      a.run();
      b.run();
      for (int y = 0; y < 8; y++) {
        for (int x = 0; x < 12; x++) {
          for (int channel = 0; channel < 3; channel++) {
            float expected = a.output().get(288 + (y * 12 + x) * 3 + channel);
            assertThat(b.output().get(288 + channel * 96 + y * 12 + x))
                .isCloseTo(expected, within(1e-6f));
          }
        }
      }
    }
  }

  @Test
  void withoutImagesThereAreNoChannels() {
    Model model = Models.of(network("n", vector(3)).then(dense(2)).build());
    assertThatThrownBy(() -> Onnx.export(model).channelsFirst().to(folder.resolve("n.onnx")))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "n: channelsFirst(): expected an image among what is fed and given, got [input[batch, features=3]] and"
                + " [dense[batch, features=2]]. Leave it out.");
  }

  @Test
  void aFixedBatchAndAFixedTime() {
    Model model = Models.of(FormZoo.all().get("conv1d and gru"));
    OnnxMl.ModelProto written = written(Onnx.export(model).batch(1).dim("time", 9));
    assertThat(shape(written.getGraph().getInput(0))).isEqualTo("input[1, 9, 2]");
    assertThat(shape(written.getGraph().getOutput(0))).isEqualTo("dense[1, 2]");
    try (Predictor predictor = Predictor.open(folder.resolve("form.onnx"))) {
      assertThat(predictor.proven()).isTrue();
      assertThat(predictor.metadata()).containsEntry("hebb.golden.1.dims", "");
      predictor.input().put(Asked.random(1, 1, 9, 2).toFloats());
      predictor.run();
      float[] expected = Asked.trained(model, Asked.random(1, 1, 9, 2));
      assertThat(predictor.output().get(1)).isCloseTo(expected[1], within(1e-6f));
    }
  }

  @Test
  void lengthsThatCannotBe() {
    Model model = Models.of(FormZoo.all().get("words"));
    Path file = folder.resolve("words.onnx");
    assertThatThrownBy(() -> Onnx.export(model).dim("time", 9).to(file))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "n: dim(\"time\", 9): expected a free axis without padding, of [batch], got another. Name one of them.");
    assertThatThrownBy(() -> Onnx.export(model).batch(0).to(file))
        .isInstanceOf(ExportException.class)
        .hasMessage("n: batch(0): expected at least 1, got 0. Give another length.");
    Model conv = Models.of(FormZoo.all().get("conv1d and gru"));
    assertThatThrownBy(() -> Onnx.export(conv).dim("width", 2).to(file))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "n: dim(\"width\", 2): expected a free axis without padding, of [batch, time], got another. Name one of"
                + " them.");
    assertThat(file).doesNotExist();
  }

  @Test
  void aSoftmaxAndTheBest() {
    Model model = Models.of(FormZoo.cnn());
    List<String> kinds = List.of("a", "b", "c", "d", "e", "f");
    OnnxMl.ModelProto written =
        written(Onnx.export(model).labels("dense_1", kinds).softmax().topK(3));
    assertThat(written.getGraph().getOutputList().stream().map(FormsTest::shape))
        .containsExactly(
            "dense_1[batch, 6]", "dense_1_values[batch, 3]", "dense_1_indices[batch, 3]");
    Tensor row = Asked.random(8, 1, 12, 10, 1);
    try (Predictor predictor = Predictor.open(folder.resolve("form.onnx"))) {
      assertThat(predictor.metadata()).containsKey("hebb.labels.dense_1");
      predictor.input().put(row.toFloats());
      predictor.run();
      double sum = 0;
      int best = 0;
      for (int i = 0; i < 6; i++) {
        sum += predictor.output("dense_1").get(i);
        best =
            predictor.output("dense_1").get(i) > predictor.output("dense_1").get(best) ? i : best;
      }
      assertThat(sum).isCloseTo(1, within(1e-6));
      assertThat(predictor.output("dense_1_indices").getLong(0)).isEqualTo(best);
      assertThat(predictor.output("dense_1_values").get(0))
          .isEqualTo(predictor.output("dense_1").get(best));
      assertThat(predictor.output("dense_1_values").get(1))
          .isBetween(
              predictor.output("dense_1_values").get(2), predictor.output("dense_1_values").get(0));
    }
  }

  @Test
  void whereThereIsNothingToChooseFrom() {
    Model probabilities =
        Models.of(network("n", vector(3)).then(dense(2).activation(Activation.SOFTMAX)).build());
    assertThatThrownBy(() -> Onnx.export(probabilities).softmax())
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "n: softmax() of \"dense\": expected scores, got what a softmax gave already. Leave it out.");
    assertThatThrownBy(() -> Onnx.export(probabilities).topK(3))
        .isInstanceOf(ExportException.class)
        .hasMessage("n: topK(3) of \"dense\": expected 1 to 2, got 3. Choose among them.");
    assertThatThrownBy(() -> Onnx.export(probabilities).topK("other", 1))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "n: topK(\"other\", 1): expected an output, of [dense], got \"other\". Name one of them.");
    assertThatThrownBy(() -> Onnx.export(probabilities).topK(1).softmax())
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "n: softmax(): expected one output, got [dense, dense_values, dense_indices]. Name the one that is meant.");
    Model one = Models.of(network("n", sequence(ANY, 3)).then(dense(1)).build());
    assertThatThrownBy(() -> Onnx.export(one).softmax())
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "n: softmax() of \"dense\": expected scores side by side, got FLOAT32 [batch, time, features=1]. Name an"
                + " output that gives them.");
  }

  @Test
  void aPartByItsName() {
    Model whole = Models.of(FormZoo.autoencoder());
    OnnxMl.ModelProto encoder = written(Onnx.export(whole).part("encoder"));
    assertThat(encoder.getGraph().getName()).isEqualTo("encoder");
    assertThat(shape(encoder.getGraph().getInput(0))).isEqualTo("input[batch, 8, 12, 3]");
    assertThat(shape(encoder.getGraph().getOutput(0))).isEqualTo("conv2d_1[batch, 4, 6, 8]");
    OnnxMl.ModelProto decoder = written(Onnx.export(whole).part("decoder").channelsFirst());
    assertThat(shape(decoder.getGraph().getInput(0))).isEqualTo("input[batch, 8, 4, 6]");
    assertThat(shape(decoder.getGraph().getOutput(0))).isEqualTo("decoder[batch, 3, 8, 12]");
    assertThat(operators(decoder)).doesNotContain("Transpose");
    assertThatThrownBy(() -> Onnx.export(whole).part("encoders"))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "autoencoder: part(\"encoders\"): expected the name of a network that is chained into this one, of"
                + " [decoder, encoder], got another. Name one of them.");
  }

  @Test
  void bothPartsSayWhatTheWholeSays() {
    Model whole = Models.of(FormZoo.autoencoder());
    Onnx.export(whole).part("encoder").to(folder.resolve("encoder.onnx"));
    Onnx.export(whole).part("decoder").to(folder.resolve("decoder.onnx"));
    Tensor picture = Asked.random(4, 1, 8, 12, 3);
    float[] expected = Asked.trained(whole, picture);
    try (Predictor encoder = Predictor.open(folder.resolve("encoder.onnx"));
        Predictor decoder = Predictor.open(folder.resolve("decoder.onnx"))) {
      encoder.input().put(picture.toFloats());
      encoder.run();
      float[] code = new float[encoder.output().rowLength()];
      encoder.output().floats().get(code);
      decoder.input().put(code);
      decoder.run();
      for (int i = 0; i < expected.length; i++) {
        assertThat(decoder.output().get(i)).isCloseTo(expected[i], within(1e-6f));
      }
    }
  }

  @Test
  void transpositionsThatMeetTheirInverseGo() {
    GraphSource rows = network("n", image(4, 4, 2)).then(flatten()).then(dense(2)).build();
    assertThat(Transposes.fewest(rows.graph().phase(false)).nodes())
        .isEqualTo(rows.graph().phase(false).nodes());
  }
}
