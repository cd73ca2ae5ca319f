package dev.hebb.network;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SummaryTest {
  /** What Keras 3 prints for the same model, without its lines between the rows. */
  private static final List<String> KERAS =
      List.of(
          "│ lstm (LSTM)                       │ (None, None, 20)         │         1,760 │",
          "│ dropout (Dropout)                 │ (None, None, 20)         │             0 │",
          "│ lstm_1 (LSTM)                     │ (None, 10)               │         1,240 │",
          "│ dropout_1 (Dropout)               │ (None, 10)               │             0 │",
          "│ dense (Dense)                     │ (None, 1)                │            11 │",
          " Total params: 3,011 (11.76 KB)",
          " Trainable params: 3,011 (11.76 KB)",
          " Non-trainable params: 0 (0.00 B)");

  @Test
  void theWholeTable() {
    assertThat(CourseNetworksTest.LSTM.summary())
        .isEqualTo(
            """
            Model: "sequential"
            ┌─────────────────────┬──────────────────┬─────────┐
            │ Layer (type)        │ Output Shape     │ Param # │
            ├─────────────────────┼──────────────────┼─────────┤
            │ lstm (lstm)         │ (None, None, 20) │   1,760 │
            │ dropout (dropout)   │ (None, None, 20) │       0 │
            │ lstm_1 (lstm)       │ (None, 10)       │   1,240 │
            │ dropout_1 (dropout) │ (None, 10)       │       0 │
            │ dense (dense)       │ (None, 1)        │      11 │
            └─────────────────────┴──────────────────┴─────────┘
             Total params: 3,011 (11.76 KB)
             Trainable params: 3,011 (11.76 KB)
             Non-trainable params: 0 (0.00 B)
            """);
  }

  @Test
  void itsFiguresAreThoseOfKeras() {
    assertThat(rows(CourseNetworksTest.LSTM.summary().lines().skip(4)))
        .isEqualTo(rows(KERAS.stream()));
  }

  // Width of the columns and case of the kinds are taste; names, shapes and counts are not.
  private static List<String> rows(Stream<String> lines) {
    return lines
        .filter(line -> !line.startsWith("└"))
        .map(line -> line.replaceAll(" +", " ").toLowerCase(Locale.ROOT))
        .toList();
  }

  @Test
  void whatNoOptimizerChangesIsCountedApart() {
    assertThat(
            network("net", vector(3))
                .then(standardScaler("prices"))
                .then(dense(2))
                .build()
                .summary())
        .endsWith(
            """
             Total params: 14 (56.00 B)
             Trainable params: 8 (32.00 B)
             Non-trainable params: 6 (24.00 B)
            """);
  }

  @Test
  void millionsOfNumbersAreMegabytes() {
    assertThat(network("net", vector(1024)).then(dense(1024).noBias()).build().summary())
        .contains(" Total params: 1,048,576 (4.00 MB)\n");
  }
}
