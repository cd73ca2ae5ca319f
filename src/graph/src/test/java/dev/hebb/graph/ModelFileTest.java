package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
  @TempDir Path folder;

  private static Model model() {
    Graph graph = Example.dense();
    return new Model(graph, Weights.initial(graph, 3), Map.of("dim.time", "60", "by", "\"me\""));
  }

  @Test
  void aModelIsReadAsItWasSaved() {
    Path file = folder.resolve("a.hebb");
    model().save(file);
    assertThat(Model.load(file)).isEqualTo(model());
    assertThat(Model.load(file).digest()).isEqualTo(model().digest()).matches("[0-9a-f]{64}");
  }

  @Test
  void equalModelsAreEqualFiles() {
    model().save(folder.resolve("1"));
    Model.load(folder.resolve("1")).save(folder.resolve("2"));
    assertThat(folder.resolve("1")).hasSameBinaryContentAs(folder.resolve("2"));
  }

  @Test
  void anySafetensorsReaderCanOpenIt() {
    Path file = folder.resolve("a.hebb");
    model().save(file);
    assertThat(Safetensors.read(file).weights()).isEqualTo(model().weights());
  }

  @Test
  void theDigestIsOverGraphAndWeightsNotNotes() {
    Model plain = new Model(model().graph(), model().weights());
    assertThat(plain.digest()).isEqualTo(model().digest());
    Weights other = model().weights().with("dense/bias", Tensor.of(new float[] {0, 1}, 2));
    assertThat(new Model(model().graph(), other).digest()).isNotEqualTo(plain.digest());
    Graph renamed =
        new Graph(
            "other",
            plain.graph().inputs(),
            plain.graph().params(),
            plain.graph().nodes(),
            plain.graph().outputs(),
            plain.graph().sections());
    assertThat(new Model(renamed, plain.weights()).digest()).isNotEqualTo(plain.digest());
  }

  @Test
  void weightsMustFitTheGraph() {
    Weights weights = model().weights().with("dense/bias", Tensor.zeros(3));
    assertThatThrownBy(() -> new Model(model().graph(), weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected \"dense/bias\" of [2], got [3].");
    assertThatThrownBy(() -> new Model(model().graph(), new Weights(Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a weight \"dense/kernel\", got [].");
  }

  @Test
  void aModelIsDrawnFromASeed() {
    assertThat(Model.initial(Example.dense(), 3).weights()).isEqualTo(model().weights());
  }
}
