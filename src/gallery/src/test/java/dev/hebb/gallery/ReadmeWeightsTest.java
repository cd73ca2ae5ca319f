package dev.hebb.gallery;

import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.zoo.Zoo.denseNet201;
import static dev.hebb.training.Adam.adam;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Matching;
import dev.hebb.graph.Model;
import dev.hebb.graph.Pretrained;
import dev.hebb.graph.WeightsFile;
import dev.hebb.keras.Keras;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Rank.Vector;
import dev.hebb.onnx.Onnx;
import dev.hebb.onnx.in.OnnxModel;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's networks with the weights of others. */
class ReadmeWeightsTest {
  @Test
  void aKnownArchitecture() {
    // spotless:off
    Network<Image, Vector> food =
        network("food-101", image(224, 224, 3))
            .then(denseNet201().withoutTop().frozen())
            .then(globalAveragePool2d())
            .then(dense(101).activation(SOFTMAX))
            .build();
    // spotless:on
    assertThat(food.graph().parameterCount()).isEqualTo(18_321_984 + 194_021);
  }

  // Compiled only: KerasTest runs the same on files of Keras.
  static Model fromKeras(Path h5, Network<Sequence, Vector> stock) {
    // spotless:off
    WeightsFile saved =
        Keras.weights(h5); // kernels laid out anew, gates and biases where they belong
    Matching report =
        Pretrained.of(stock)
            .match(saved); // printed: a line for what went where, and for what is left
    Model theirs = Pretrained.of(stock).from(saved); // says what Keras says
    // spotless:on
    assertThat(report.isWhole()).isTrue();
    return theirs;
  }

  // Compiled only: the file is for the reader to fetch. TransferTest runs the same on a small one.
  static Trained fineTuned(
      Path file, Network<Image, Vector> food, Network<Image, Vector> thawed, Dataset pictures) {
    // spotless:off
    Model imageNet = denseNet201().pretrained().from(file);
    Trained head = Trainer.of(Model.initial(food, 42).with(imageNet)).fit(pictures);
    Trained whole =
        Trainer.of(head.model().in(thawed)).optimizer(adam().learningRate(1e-5)).fit(pictures);
    // spotless:on
    return whole;
  }

  // Compiled only: the file is for the reader to fetch. OnnxModelTest runs the same on a small one.
  static Trained tunedFurther(Path file, Path better, Dataset pictures) {
    // spotless:off
    OnnxModel resnet =
        Onnx.read(file)
            .dim("height", 224)
            .dim("width", 224); // free axes stay free, or get a length
    Trained tuned = Trainer.of(resnet.frozenUntil("/layer4/Add_output_0").model()).fit(pictures);
    Onnx.export(tuned.model()).to(better);

    OnnxModel body =
        resnet.named("body").upTo("/Flatten_output_0"); // cut there: what is behind is not read
    Network<Several, Vector> trunk = Network.toVector(body);
    Network<Several, Vector> food =
        network("food", trunk.input()).then(trunk.frozen()).then(dense(101)).build();
    Trained head = Trainer.of(Model.initial(food, 42).with(body.model())).fit(pictures);
    // spotless:on
    return head;
  }
}
