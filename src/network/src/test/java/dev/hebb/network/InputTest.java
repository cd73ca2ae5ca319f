package dev.hebb.network;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.reshape;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hebb.graph.Port;
import dev.hebb.graph.Section;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputTest {
  @Test
  void axesAreNamedAndTheBatchIsFree() {
    assertThat(vector(3).shape()).hasToString("[batch, features=3]");
    assertThat(sequence(ANY, 5).shape()).hasToString("[batch, time, features=5]");
    assertThat(sequence(60, 5).shape()).hasToString("[batch, time=60, features=5]");
    assertThat(image(60, 80, 3).shape()).hasToString("[batch, height=60, width=80, channels=3]");
  }

  @Test
  void nameAndUnitGoIntoTheGraph() {
    Network<Rank.Vector, Rank.Vector> network =
        network("net", vector(3).named("prices").unit("USD"))
            .then(dense(1))
            .output("tomorrow", "EUR")
            .build();
    assertThat(network.graph().inputs())
        .extracting(Port::toString)
        .containsExactly("Port[name=prices, value=prices[batch, features=3], unit=USD]");
    assertThat(network.input()).isEqualTo(vector(3).named("prices").unit("USD"));
    assertThat(network.output().name()).isEqualTo("tomorrow");
    assertThat(network.output().unit()).isEqualTo("EUR");
  }

  @Test
  void aNetworkBeginsWhereAnotherEnds() {
    Network<Rank.Image, Rank.Vector> encoder =
        network("encoder", image(2, 3, 4)).then(flatten()).then(dense(5)).build();
    Network<Rank.Vector, Rank.Image> decoder =
        network("decoder", encoder.output()).then(dense(24)).then(reshape(2, 3, 4)).build();
    assertThat(network("both", encoder.input()).then(encoder).then(decoder).shape().keras())
        .isEqualTo("(None, 2, 3, 4)");
  }

  @Test
  void aLayerIsNotCalledAsTheInputIs() {
    assertThat(network("net", vector(3).named("dense")).then(dense(1)).build().graph().sections())
        .extracting(Section::name, Section::inputs)
        .containsExactly(tuple("dense_1", List.of("dense")));
  }
}
