package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.attention;
import static dev.hebb.network.Layers.averagePool2d;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.conv2dTranspose;
import static dev.hebb.network.Layers.conv3d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.depthwiseConv2d;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.leakyRelu;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.maxPool2d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.rescaling;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.network.Layers.upSampling2d;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.network.Layers.volume;
import static dev.hebb.network.Layers.zeroPadding2d;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small networks of all kinds, to be written in every form. */
final class FormZoo {
  private FormZoo() {}

  static Map<String, GraphSource> all() {
    Map<String, GraphSource> zoo = new LinkedHashMap<>(images());
    zoo.put(
        "dense",
        network("n", vector(190))
            .then(dense(180).activation(Activation.RELU))
            .then(dense(3).activation(Activation.SOFTMAX))
            .build());
    zoo.put(
        "conv1d and gru",
        network("n", sequence(ANY, 2))
            .then(conv1d(9, 4).same())
            .then(gru(20))
            .then(dense(2))
            .build());
    zoo.put(
        "lstms",
        network("n", sequence(ANY, 3))
            .then(bidirectional(lstm(66).returnSequences()))
            .then(lstm(10))
            .then(dense(1))
            .build());
    zoo.put(
        "rnn and attention",
        network("n", sequence(ANY, 3))
            .then(simpleRnn(18).returnSequences())
            .then(attention())
            .build());
    zoo.put(
        "words",
        network("n", tokens(ANY))
            .then(embedding(60, 8).maskZero())
            .then(bidirectional(lstm(7)))
            .then(dense(2))
            .build());
    return zoo;
  }

  static Map<String, GraphSource> images() {
    Map<String, GraphSource> zoo = new LinkedHashMap<>();
    zoo.put("cnn", cnn());
    zoo.put("residual", residual());
    zoo.put("autoencoder", autoencoder());
    zoo.put(
        "scaled",
        network("n", image(9, 7, 3))
            .then(rescaling(List.of(0.5, 2.0, 3.0), List.of(-1.0, 0.25, 0.75)))
            .then(zeroPadding2d(1))
            .then(depthwiseConv2d(3))
            .then(leakyRelu())
            .then(averagePool2d(2))
            .then(conv2d(5, 2).groups(1).noBias())
            .build());
    zoo.put(
        "volume",
        network("n", volume(4, 5, 6, 2))
            .then(conv3d(7, 3).activation(Activation.RELU))
            .then(flatten())
            .then(dense(4))
            .build());
    return zoo;
  }

  static GraphSource cnn() {
    return network("cnn", image(12, 10, 1).named("picture"))
        .then(conv2d(32, 3).activation(Activation.RELU))
        .then(maxPool2d(2))
        .then(conv2d(40, 3).same().activation(Activation.RELU))
        .then(flatten())
        .then(dense(50).activation(Activation.RELU))
        .then(dense(6))
        .build();
  }

  // As DenseNet has it: what is there is normalised, convolved and put beside itself.
  private static GraphSource residual() {
    Stage<Image, Image> stem = network("n", image(8, 8, 3)).then(conv2d(16, 3).same());
    Stage<Image, Image> main =
        stem.then(batchNormalization())
            .then(conv2d(16, 3).same().noBias())
            .then(batchNormalization())
            .then(leakyRelu());
    Stage<Image, Image> sum = add(stem, main);
    return concat(sum, main)
        .then(conv2d(8, 1).activation(Activation.RELU))
        .then(globalAveragePool2d())
        .then(dense(4))
        .build();
  }

  static GraphSource autoencoder() {
    Network<Image, Image> encoder =
        network("encoder", image(8, 12, 3))
            .then(conv2d(16, 3).same().activation(Activation.SIGMOID))
            .then(maxPool2d(2).same())
            .then(conv2d(8, 3).same().activation(Activation.SIGMOID))
            .build();
    Network<Image, Image> decoder =
        network("decoder", encoder.output())
            .then(conv2dTranspose(16, 2).stride(2).activation(Activation.RELU))
            .then(upSampling2d(1))
            .then(conv2d(3, 3).same().activation(Activation.SIGMOID))
            .build();
    return network("autoencoder", encoder.input()).then(encoder).then(decoder).build();
  }
}
