package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private static Graph graph(String... params) {
    return new Graph(
        "net",
        List.of(),
        Stream.of(params)
            .map(
                name ->
                    new Param(
                        name, List.of(4L, 4L), Initializer.glorotUniform(), new Fans(4, 4), true))
            .toList(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void theSameSeedDrawsTheSameNumbers() {
    assertThat(Weights.initial(graph("a", "b"), 7)).isEqualTo(Weights.initial(graph("a", "b"), 7));
    assertThat(Weights.initial(graph("a"), 7)).isNotEqualTo(Weights.initial(graph("a"), 8));
  }

  @Test
  void everyNameHasNumbersOfItsOwn() {
    Weights weights = Weights.initial(graph("dense/kernel", "dense_1/kernel", "dense_2/kernel"), 7);
    assertThat(new HashSet<>(weights.tensors().values())).hasSize(3);
  }

  @Test
  void seedsOneApartShareNoNumbers() {
    Set<Float> seen = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      for (float value : Weights.initial(graph("a", "b"), seed).get("a").toFloats()) {
        seen.add(value);
      }
    }
    // 800 draws; float32 within the limit has millions of values, so a handful may coincide.
    assertThat(seen).hasSizeGreaterThan(795);
  }

  @Test
  void anotherParameterChangesNoneOfTheOthers() {
    Weights few = Weights.initial(graph("a", "c"), 7);
    Weights more = Weights.initial(graph("a", "b", "c"), 7);
    assertThat(more.get("a")).isEqualTo(few.get("a"));
    assertThat(more.get("c")).isEqualTo(few.get("c"));
  }

  @Test
  void replacingOneLeavesTheOriginal() {
    Weights before = Weights.initial(graph("a", "b"), 7);
    Weights after = before.with("a", Tensor.zeros(4, 4));
    assertThat(after.get("a")).isEqualTo(Tensor.zeros(4, 4)).isNotEqualTo(before.get("a"));
    assertThat(after.get("b")).isEqualTo(before.get("b"));
    assertThatThrownBy(() -> before.tensors().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> Weights.initial(graph("a", "b"), 7).get("c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a weight \"c\", got [a, b].");
  }
}
