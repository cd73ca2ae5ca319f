package dev.hebb.onnx;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Engine;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.Model;
import dev.hebb.graph.Node;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Rank.Vector;
import dev.hebb.onnx.in.OnnxModel;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A DenseNet that PyTorch exported: it runs, trains further, and is written again. */
class OnnxModelTest {
  private static final Path FILE = Path.of("src/test/resources/torchvision/tiny-folded.onnx");

  @TempDir Path folder;

  private static Tensor pictures(int rows) {
    Random random = new Random(3);
    float[] values = new float[rows * 3 * 64 * 64];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return Tensor.of(values, rows, 3, 64, 64);
  }

  private static String input(Model model) {
    return model.graph().inputs().get(0).name();
  }

  @Test
  void saysWhatOnnxRuntimeSaysOfTheFile() throws IOException {
    Model model = OnnxModel.read(FILE).batch().model();
    Port output = model.graph().outputs().get(0);
    OnnxMl.ModelProto proto = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(FILE));
    Map<String, Tensor> fed = Map.of(input(model), pictures(1));
    try (OrtSession runtime = new OrtSession(proto);
        Engine.Session trainer =
            Engine.find().orElseThrow().open(model, List.of(output.value().name()))) {
      Tensor wanted = runtime.run(fed, List.of(output.name())).get(output.name());
      Tensor got = trainer.run(fed).get(output.value().name());
      assertThat(Verification.deviation(wanted, got)).isLessThanOrEqualTo(1e-5);
    }
  }

  @Test
  void namesStay() throws IOException {
    OnnxMl.GraphProto before = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(FILE)).getGraph();
    Path again = folder.resolve("again.onnx");
    Onnx.export(OnnxModel.read(FILE).model()).tolerance(1e-5).to(again);
    OnnxMl.GraphProto after = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(again)).getGraph();
    assertThat(after.getInput(0).getName()).isEqualTo(before.getInput(0).getName());
    assertThat(after.getOutput(0).getName()).isEqualTo(before.getOutput(0).getName());
    Set<String> nodes = new TreeSet<>();
    after.getNodeList().forEach(node -> nodes.add(node.getName()));
    Set<String> weights = new TreeSet<>();
    after.getInitializerList().forEach(each -> weights.add(each.getName()));
    for (OnnxMl.NodeProto node : before.getNodeList()) {
      boolean nothing = node.getOpType().equals("Concat") && node.getInputCount() == 1;
      if (!nothing && !node.getOpType().equals("Constant")) {
        assertThat(nodes).contains(node.getName());
      }
    }
    for (OnnxMl.TensorProto tensor : before.getInitializerList()) {
      if (tensor.getDataType() == OnnxMl.TensorProto.DataType.FLOAT.getNumber()) {
        assertThat(weights).contains(tensor.getName());
      }
    }
  }

  private static Trained trained(Model start) {
    Graphs graphs = new Graphs(start);
    float[] targets = new float[4 * graphs.classes()];
    for (int i = 0; i < 4; i++) {
      targets[i * graphs.classes() + i % graphs.classes()] = 1;
    }
    return Trainer.of(start)
        .batchSize(2)
        .epochs(2)
        .seed(1)
        .progress(Progress.silent())
        .fit(Dataset.of(pictures(4), Tensor.of(targets, 4, graphs.classes())));
  }

  private record Graphs(Model model) {
    int classes() {
      return (int)
          model.graph().outputs().get(0).value().shape().last().size().fixed().orElseThrow();
    }
  }

  @Test
  void trainsFurtherBehindWhatIsFrozen() {
    Model whole = OnnxModel.read(FILE).batch().model();
    List<Node> convolutions =
        whole.graph().nodes().stream().filter(node -> node.op().type().equals("Conv")).toList();
    Node third = convolutions.get(2);
    Model start = OnnxModel.read(FILE).batch().frozenUntil(third.name()).model();
    Trained tuned = trained(start);
    for (Param param : start.graph().params()) {
      Tensor before = start.weights().get(param.name());
      Tensor after = tuned.model().weights().get(param.name());
      if (param.trainable()) {
        assertThat(after).as(param.name()).isNotEqualTo(before);
      } else if (!param.name().contains("running_")) {
        assertThat(after).as(param.name()).isEqualTo(before);
      }
    }
    String early = convolutions.get(0).inputs().get(1);
    String late = convolutions.get(3).inputs().get(1);
    assertThat(param(start, early).trainable()).isFalse();
    assertThat(param(start, late).trainable()).isTrue();
    Onnx.export(tuned.model()).tolerance(1e-5).to(folder.resolve("tuned.onnx"));
  }

  private static Param param(Model model, String name) {
    return model.graph().params().stream()
        .filter(param -> param.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anotherHeadOnTop() {
    Model whole = OnnxModel.read(FILE).model();
    Node head = whole.graph().nodes().get(whole.graph().nodes().size() - 1);
    OnnxModel body = OnnxModel.read(FILE).batch().named("body").upTo(head.inputs().get(0));
    Network<Several, Vector> trunk = Network.toVector(body);
    Network<Several, Vector> net =
        network("net", trunk.input()).then(trunk.frozen()).then(dense(5)).build();
    Model start = Model.initial(net, 42).with(body.model());
    Trained tuned = trained(start);
    String kernel = "dense/kernel";
    assertThat(tuned.model().weights().get(kernel)).isNotEqualTo(start.weights().get(kernel));
    for (Param param : body.model().graph().params()) {
      String name = "body/" + param.name();
      assertThat(tuned.model().weights().get(name)).isEqualTo(start.weights().get(name));
    }
    assertThat(Onnx.export(tuned.model()).tolerance(1e-5).to(folder.resolve("net.onnx")).bytes())
        .isPositive();
  }

  @Test
  void whatPutsOutSomethingElseIsNoSequence() {
    assertThatThrownBy(() -> Network.toSequence(OnnxModel.read(FILE).named("body")))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "body: expected a graph with one output of 3 axes, got [[d0=1, features=3]]. Cut it where"
                + " there is one: upTo(\"value\").");
  }

  @Test
  void bytesThatAreNoFile() throws IOException {
    byte[] bytes = Files.readAllBytes(FILE);
    Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> Onnx.read(cut))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            cut + ": expected an ONNX file, got something else, or a damaged one. Copy it again.");
    Path none = folder.resolve("none.onnx");
    assertThatThrownBy(() -> Onnx.read(none)).hasMessage(none + ": there is no such file.");
  }
}
