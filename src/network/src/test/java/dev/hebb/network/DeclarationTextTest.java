package dev.hebb.network;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.graph.op.Activation.SIGMOID;
import static dev.hebb.graph.op.Activation.TANH;
import static dev.hebb.network.Layers.activation;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.minMaxScaler;
import static dev.hebb.network.Layers.reshape;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.standardScaler;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeclarationTextTest {
  private static Stream<String> texts(Lowering... layers) {
    return Stream.of(layers).map(layer -> layer.kind() + ": " + layer.declaration());
  }

  @Test
  void layersReadAsTheyWereWritten() {
    assertThat(
            texts(
                dense(3).activation(RELU).noBias(),
                dropout(0.2),
                activation(SIGMOID),
                flatten(),
                reshape(2, 3),
                reshape(2, 3, 4)))
        .containsExactly(
            "dense: dense(3).activation(RELU).noBias()",
            "dropout: dropout(0.2)",
            "activation: activation(SIGMOID)",
            "flatten: flatten()",
            "reshape: reshape(2, 3)",
            "reshape: reshape(2, 3, 4)");
  }

  @Test
  void recurrentLayersReadAsTheyWereWritten() {
    assertThat(
            texts(
                simpleRnn(2).activation(RELU).returnSequences().goBackwards(),
                lstm(20).recurrentActivation(TANH).noBias(),
                gru(2).resetAfter(false).returnState()))
        .containsExactly(
            "simple_rnn: simpleRnn(2).activation(RELU).returnSequences().goBackwards()",
            "lstm: lstm(20).recurrentActivation(TANH).noBias()",
            "gru: gru(2).resetAfter(false).returnState()");
  }

  @Test
  void convolutionsAndScalersReadAsTheyWereWritten() {
    assertThat(
            texts(
                conv1d(20, 4).stride(2).same().activation(RELU),
                conv1d(20, 4).dilation(2).groups(5).causal().noBias(),
                standardScaler("prices"),
                minMaxScaler("prices").inverse(),
                standardScaler("prices").inverse(3)))
        .containsExactly(
            "conv1d: conv1d(20, 4).stride(2).same().activation(RELU)",
            "conv1d: conv1d(20, 4).dilation(2).groups(5).causal().noBias()",
            "scaler: standardScaler(\"prices\")",
            "inverse_scaler: minMaxScaler(\"prices\").inverse()",
            "inverse_scaler: standardScaler(\"prices\").inverse(3)");
  }

  @Test
  void whatIsUsualIsNotSaid() {
    assertThat(texts(dense(1).activation(dense(1).activation()), lstm(2).activation(TANH)))
        .containsExactly("dense: dense(1)", "lstm: lstm(2)");
  }
}
