package dev.hebb.network;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Param;
import dev.hebb.graph.Section;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The three recurrent networks of the course, line by line. */
class CourseNetworksTest {
  private static final Network<Sequence, Vector> VANILLA =
      network("vanilla", sequence(ANY, 1))
          .then(simpleRnn(2).returnSequences())
          .then(dropout(0.3))
          .then(simpleRnn(1))
          .then(dense(1))
          .build();

  static final Network<Sequence, Vector> LSTM =
      network("sequential", sequence(ANY, 1))
          .then(lstm(20).returnSequences())
          .then(dropout(0.2))
          .then(lstm(10))
          .then(dropout(0.2))
          .then(dense(1))
          .build();

  private static final Network<Sequence, Vector> GRU =
      network("gru", sequence(ANY, 1))
          .then(conv1d(20, 4).stride(2))
          .then(gru(2).activation(RELU))
          .then(dropout(0.2))
          .then(dense(1))
          .build();

  private static List<String> rows(Network<?, ?> network) {
    Map<String, Long> sizes =
        network.graph().params().stream().collect(Collectors.toMap(Param::name, Param::size));
    return network.graph().sections().stream().map(section -> row(section, sizes)).toList();
  }

  private static String row(Section section, Map<String, Long> sizes) {
    return section.name()
        + " "
        + section.output()
        + " "
        + section.params().stream().mapToLong(sizes::get).sum();
  }

  @Test
  void theVanillaRecurrentNetwork() {
    assertThat(rows(VANILLA))
        .containsExactly(
            "simple_rnn [batch, time, features=2] 8",
            "dropout [batch, time, features=2] 0",
            "simple_rnn_1 [batch, features=1] 4",
            "dense [batch, features=1] 2");
    assertThat(VANILLA.graph().parameterCount()).isEqualTo(14);
  }

  @Test
  void theLongShortTermMemory() {
    assertThat(rows(LSTM))
        .containsExactly(
            "lstm [batch, time, features=20] 1760",
            "dropout [batch, time, features=20] 0",
            "lstm_1 [batch, features=10] 1240",
            "dropout_1 [batch, features=10] 0",
            "dense [batch, features=1] 11");
  }

  @Test
  void theConvolutionBeforeTheGatedUnit() {
    assertThat(rows(GRU))
        .containsExactly(
            "conv1d [batch, time=floor((time - 2)/2), features=20] 100",
            "gru [batch, features=2] 144",
            "dropout [batch, features=2] 0",
            "dense [batch, features=1] 3");
  }

  @Test
  void parametersHaveKerasNamesAndOurLayout() {
    assertThat(GRU.graph().params().stream().map(param -> param.name() + " " + param.dims()))
        .containsExactly(
            "conv1d/kernel [20, 1, 4]",
            "conv1d/bias [20]",
            "gru/kernel [6, 20]",
            "gru/recurrent_kernel [6, 2]",
            "gru/bias [6]",
            "gru/recurrent_bias [6]",
            "dense/kernel [2, 1]",
            "dense/bias [1]");
  }

  @Test
  void theyReadAsWhatTheyTakeAndGive() {
    assertThat(LSTM).hasToString("sequential [batch, time, features=1] -> [batch, features=1]");
    assertThat(LSTM.name()).isEqualTo("sequential");
    assertThat(LSTM.declaration()).isEqualTo("network \"sequential\"");
  }
}
