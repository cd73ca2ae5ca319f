package dev.hebb.keras;

import static dev.hebb.network.Layers.asSequence;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.conv2dTranspose;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.depthwiseConv2d;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.groupNormalization;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.layerNormalization;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.multiHeadAttention;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.pRelu;
import static dev.hebb.network.Layers.rmsNormalization;
import static dev.hebb.network.Layers.separableConv2d;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.timeDistributed;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Engine;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Matching;
import dev.hebb.graph.Model;
import dev.hebb.graph.Pretrained;
import dev.hebb.graph.Safetensors;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.graph.WeightsFile;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Vector;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that Keras wrote, in networks declared here, predict what Keras predicts. */
class KerasTest {
  static final Path FOLDER = folder();
  private static final Weights PREDICTIONS =
      Safetensors.read(FOLDER.resolve("predictions.safetensors")).weights();

  private static Path folder() {
    try {
      return Path.of(KerasTest.class.getResource("/keras/").toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Network<Vector, Vector> table() {
    return network("table", vector(4))
        .then(dense(5).activation(Activation.RELU))
        .then("middle", dense(3))
        .then(layerNormalization())
        .then(dense(2).activation(Activation.SOFTMAX).noBias())
        .build();
  }

  private static void predicts(GraphSource network, String file, String name) {
    WeightsFile weights = Keras.weights(FOLDER.resolve(file));
    Matching matching = Pretrained.of(network).match(weights);
    assertThat(matching.toString()).contains(", 0 by shape in order, 0 of another shape");
    Model model = Pretrained.of(network).from(weights);
    String input = model.graph().inputs().get(0).name();
    String output = model.graph().outputs().get(0).value().name();
    try (Engine.Session session = Engine.find().orElseThrow().open(model, List.of(output))) {
      float[] got = session.run(Map.of(input, PREDICTIONS.get(name + "/x"))).get(output).toFloats();
      Tensor wanted = PREDICTIONS.get(name + "/y");
      assertThat(got).hasSize((int) wanted.size());
      for (int i = 0; i < got.length; i++) {
        float expected = wanted.toFloats()[i];
        double delta = Math.abs(got[i] - expected) / Math.max(1, Math.abs(expected));
        assertThat(delta).as("%s, number %d", file, i).isLessThan(1e-5);
      }
    }
  }

  @Test
  void denseLayersByTheirNames() {
    predicts(table(), "dense.weights.h5", "dense");
    predicts(table(), "dense.keras", "dense");
  }

  @Test
  void convolutionsAndNormalisations() {
    predicts(
        network("cnn", image(8, 7, 3))
            .then(conv2d(4, 3).activation(Activation.RELU))
            .then(batchNormalization())
            .then(separableConv2d(5, 2))
            .then(depthwiseConv2d(3).multiplier(2))
            .then(conv2dTranspose(6, 2).stride(2))
            .then(groupNormalization(3))
            .then(pRelu().shared(1, 2))
            .then(globalAveragePool2d())
            .then(dropout(0.5))
            .then(dense(3))
            .build(),
        "cnn.weights.h5",
        "cnn");
  }

  @Test
  void recurrentLayers() {
    predicts(
        network("recurrent", sequence(6, 2))
            .then(lstm(3).returnSequences())
            .then(bidirectional(gru(2).returnSequences()))
            .then(bidirectional(lstm(2).returnSequences()).sum())
            .then(gru(3).resetAfter(false).returnSequences())
            .then(timeDistributed(dense(4)))
            .then(asSequence())
            .then(simpleRnn(3))
            .then(dense(1))
            .build(),
        "recurrent.weights.h5",
        "recurrent");
  }

  @Test
  void wordsAndAttention() {
    predicts(
        network("words", tokens(5))
            .then(embedding(11, 4))
            .then(multiHeadAttention(2, 3))
            .then(conv1d(3, 2))
            .then(rmsNormalization())
            .then(flatten())
            .then("says", dense(2))
            .build(),
        "words.weights.h5",
        "words");
  }

  @Test
  void networksInNetworks() {
    Network<Vector, Vector> encoder =
        network("encoder", vector(4)).then(dense(3).activation(Activation.TANH)).build();
    Network<Vector, Vector> decoder = network("decoder", vector(3)).then(dense(4)).build();
    predicts(
        network("nested", vector(4)).then(encoder).then(decoder).build(),
        "nested.weights.h5",
        "nested");
  }
}
