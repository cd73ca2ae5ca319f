package dev.hebb.network;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.Model;
import dev.hebb.network.Rank.Vector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A part's model out of the whole's. */
class PartTest {
  private static final Network<Vector, Vector> FIRST =
      network("first", vector(3)).then("a", dense(2)).build();
  private static final Network<Vector, Vector> SECOND =
      network("second", vector(2)).then("a", dense(3)).build();
  private static final Network<Vector, Vector> WHOLE =
      network("whole", vector(3)).then(FIRST).then(SECOND).build();

  private final Model whole =
      new Model(
          WHOLE.graph(),
          Model.initial(WHOLE, 1).weights(),
          Map.of("range.input", "0 1", "dim.time", "30", "training.seed", "1"));

  @Test
  void aPartHasTheWeightsThatItHasInTheWhole() {
    for (Network<Vector, Vector> network : List.of(FIRST, SECOND)) {
      Model part = whole.part(network);
      assertThat(part.graph()).isEqualTo(network.graph());
      assertThat(part.weights().tensors()).containsOnlyKeys("a/kernel", "a/bias");
      assertThat(part.weights().get("a/kernel"))
          .isEqualTo(whole.weights().get(network.name() + "/a/kernel"))
          .isNotEqualTo(Model.initial(network, 1).weights().get("a/kernel"));
      assertThat(whole.with(part)).isEqualTo(whole);
    }
  }

  @Test
  void whatTheWholeIsFedIsNotSaidOfThePart() {
    assertThat(whole.part(SECOND).notes()).isEqualTo(Map.of("training.seed", "1"));
  }

  @Test
  void anotherPartIsRefused() {
    Network<Vector, Vector> third = network("third", vector(2)).then("a", dense(3)).build();
    assertThatThrownBy(() -> whole.part(third))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "whole: expected a part named \"third\", got a network without. Chain it as a layer, or"
                + " give it the name it has there.");
    Network<Vector, Vector> wider = network("second", vector(2)).then("a", dense(4)).build();
    assertThatThrownBy(() -> whole.part(wider))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "whole: expected a weight \"second/a/kernel\" of [2, 4], got [2, 3]. Declare both networks alike.");
  }
}
