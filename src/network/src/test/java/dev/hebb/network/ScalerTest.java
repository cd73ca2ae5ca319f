package dev.hebb.network;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.minMaxScaler;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Param;
import dev.hebb.graph.Statistic;
import dev.hebb.network.Rank.Vector;
import org.junit.jupiter.api.Test;

class ScalerTest {
  private final Stage<Vector, Vector> input = network("net", vector(5));
  private final Stage<Vector, Vector> scaled = input.then(standardScaler("prices"));

  @Test
  void itsStatisticsAreMeasuredWhereItStandsAndNotTrained() {
    assertThat(scaled.build().graph().params())
        .extracting(Param::name, Param::initializer, Param::trainable)
        .containsExactly(
            tuple("prices/center", new Initializer.Fitted(Statistic.MEAN, "input"), false),
            tuple(
                "prices/scale",
                new Initializer.Fitted(Statistic.STANDARD_DEVIATION, "input"),
                false));
    assertThat(input.then(minMaxScaler("a")).build().graph().params())
        .extracting(Param::initializer)
        .containsExactly(
            new Initializer.Fitted(Statistic.MINIMUM, "input"),
            new Initializer.Fitted(Statistic.RANGE, "input"));
  }

  @Test
  void itsInverseHasTheSameStatistics() {
    Network<Vector, Vector> network =
        scaled.then(dense(5)).then(standardScaler("prices").inverse()).build();
    assertThat(network.graph().params())
        .extracting(Param::name)
        .containsExactly("prices/center", "prices/scale", "dense/kernel", "dense/bias");
    assertThat(network.output().shape()).hasToString("[batch, features=5]");
  }

  @Test
  void theInverseOfOneFeatureTakesOneFeature() {
    Stage<Vector, Vector> forecast = scaled.then(dense(1));
    assertThat(forecast.then(standardScaler("prices").inverse(4)).shape())
        .hasToString("[batch, features=1]");
    assertThatThrownBy(() -> forecast.then(standardScaler("prices").inverse(5)))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net/inverse_scaler (standardScaler(\"prices\").inverse(5)): expected a part of"
                + " d0=5, got 5 to 6 for [d0=5]. Take at least one index, within the axis.");
  }

  @Test
  void oneFeatureIsNotSpreadOverAllThatTheScalerKnows() {
    assertThatThrownBy(() -> scaled.then(dense(1)).then(standardScaler("prices").inverse()))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net/inverse_scaler (standardScaler(\"prices\").inverse()): expected the 5 features"
                + " that scaler \"prices\" has seen, got [batch, features=1]. Use inverse(index)"
                + " with the feature that is forecast.");
  }

  @Test
  void anInverseNeedsItsScaler() {
    assertThatThrownBy(() -> input.then(standardScaler("prices").inverse()))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "net/inverse_scaler (standardScaler(\"prices\").inverse()): expected a scaler"
                + " \"prices\" earlier in the network, got none. Chain it before its inverse.");
  }
}
