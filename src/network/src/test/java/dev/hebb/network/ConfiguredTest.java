package dev.hebb.network;

import static dev.hebb.graph.Constraint.maxNorm;
import static dev.hebb.graph.Constraint.nonNegative;
import static dev.hebb.graph.Initializer.heNormal;
import static dev.hebb.graph.Initializer.ones;
import static dev.hebb.graph.Regularizer.l1;
import static dev.hebb.graph.Regularizer.l2;
import static dev.hebb.graph.WeightOptions.bias;
import static dev.hebb.graph.WeightOptions.kernel;
import static dev.hebb.graph.WeightOptions.recurrentKernel;
import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Param;
import dev.hebb.network.Rank.Features;
import dev.hebb.network.Rank.Vector;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Options for a layer's weights arrive at the parameters, wherever the layer is put. */
class ConfiguredTest {
  private static final SameRank<Features> SAID =
      dense(3)
          .with(
              kernel().initializer(heNormal()).regularizer(l2(1e-4)).constraint(maxNorm(2)),
              bias().regularizer(l1(1e-3)));

  private static void said(Graph graph, String layer, boolean trainable) {
    Param kernel = param(graph, layer + "/kernel");
    assertThat(kernel.initializer()).isEqualTo(heNormal());
    assertThat(kernel.regularizers()).containsExactly(l2(1e-4));
    assertThat(kernel.constraints()).containsExactly(maxNorm(2));
    assertThat(kernel.trainable()).isEqualTo(trainable);
    assertThat(param(graph, layer + "/bias").regularizers()).containsExactly(l1(1e-3));
    assertThat(param(graph, layer + "/bias").constraints()).isEmpty();
  }

  private static Param param(Graph graph, String name) {
    return graph.params().stream()
        .filter(param -> param.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void inTheLayerAlone() {
    Graph graph = network("n", vector(3)).then(SAID).then(dense(1)).build().graph();
    said(graph, "dense", true);
    assertThat(param(graph, "dense_1/kernel").regularizers()).isEmpty();
    assertThat(param(graph, "dense_1/kernel").constraints()).isEmpty();
  }

  @Test
  void inAFrozenNetworkAndInANetworkAsALayer() {
    Network<Vector, Vector> inner = network("inner", vector(3)).then(SAID).build();
    said(inner.frozen().graph(), "dense", false);
    said(network("outer", vector(3)).then(inner).build().graph(), "inner/dense", true);
    said(network("outer", vector(3)).then(inner.frozen()).build().graph(), "inner/dense", false);
  }

  @Test
  void inBranches() {
    Stage<Vector, Vector> stem = network("n", vector(3)).then(SAID);
    Stage<Vector, Vector> one = stem.then(SAID);
    Stage<Vector, Vector> other = stem.then(SAID);
    Graph graph = add(one, other).then(dense(1)).build().graph();
    for (String layer : List.of("dense", "dense_1", "dense_2")) {
      said(graph, layer, true);
    }
  }

  @Test
  void inLayersOfEveryKind() {
    Graph conv =
        network("n", image(5, 5, 2))
            .then(conv2d(4, 3).with(kernel().constraint(nonNegative())))
            .build()
            .graph();
    assertThat(param(conv, "conv2d/kernel").constraints()).containsExactly(nonNegative());
    Graph recurrent =
        network("n", sequence(4, 2))
            .then(lstm(3).with(recurrentKernel().initializer(ones()).regularizer(l1(1))))
            .build()
            .graph();
    assertThat(param(recurrent, "lstm/recurrent_kernel").initializer()).isEqualTo(ones());
    assertThat(param(recurrent, "lstm/recurrent_kernel").regularizers()).containsExactly(l1(1));
    assertThat(param(recurrent, "lstm/kernel").regularizers()).isEmpty();
    Graph stateful =
        network("n", sequence(4, 2))
            .then(lstm(3).returnState().with(kernel().regularizer(l2(1))))
            .states()
            .get(0)
            .build()
            .graph();
    assertThat(param(stateful, "lstm/kernel").regularizers()).containsExactly(l2(1));
  }

  @Test
  void saidTwiceItAddsUp() {
    Graph graph =
        network("n", vector(3))
            .then(dense(3).with(kernel().regularizer(l1(1))).with(kernel().constraint(maxNorm(1))))
            .then(dense(3).with(kernel().regularizer(l1(1))).with(bias().regularizer(l2(1))))
            .build()
            .graph();
    assertThat(param(graph, "dense/kernel").regularizers()).containsExactly(l1(1));
    assertThat(param(graph, "dense/kernel").constraints()).containsExactly(maxNorm(1));
    assertThat(param(graph, "dense_1/kernel").regularizers()).containsExactly(l1(1));
    assertThat(param(graph, "dense_1/bias").regularizers()).containsExactly(l2(1));
  }

  @Test
  void ofANetworkNothingCanBeSaid() {
    Network<Vector, Vector> inner = network("inner", vector(3)).then(dense(3)).build();
    assertThatThrownBy(() -> inner.with(kernel().regularizer(l2(1))))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "inner: expected options at the layer whose weights they are about, got [kernel"
                + " L2[factor=1.0]] for the network. Say with(...) of a layer in it.");
  }
}
