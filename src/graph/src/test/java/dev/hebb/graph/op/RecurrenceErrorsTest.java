package dev.hebb.graph.op;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import org.junit.jupiter.api.Test;

class RecurrenceErrorsTest {
  private static final Lstm LSTM =
      new Lstm(2, Activation.TANH, Activation.SIGMOID, true, false, Direction.FORWARD);
  private static final Gru GRU =
      new Gru(2, Activation.TANH, Activation.SIGMOID, true, true, false, Direction.FORWARD);
  private static final String X = "x[time, batch, features=3] ";
  private static final String CELL = X + "w[g=8, f=3] r[g=8, u=2] b[g=8] ";

  private static void refused(Op op, String inputs, String message) {
    assertThatThrownBy(() -> op.infer(OpRows.values(inputs)))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(message);
  }

  @Test
  void aVectorIsNoSequence() {
    refused(
        LSTM,
        "x[batch, features=3] w[g=8, f=3] r[g=8, u=2] b[g=8]",
        "expected [time, batch, features], got [batch, features=3]. Feed a sequence.");
  }

  @Test
  void kernelsHaveTheRowsOfAllGates() {
    refused(
        LSTM,
        X + "w[g=6, f=3] r[g=8, u=2] b[g=8]",
        "expected w of [8, 3], got [g=6, f=3]. See the operator's layout.");
    refused(
        LSTM,
        X + "w[g=8, f=3] r[g=2, u=2] b[g=8]",
        "expected r of [8, 2], got [g=2, u=2]. See the operator's layout.");
    refused(
        LSTM,
        X + "w[g=8, f=3] r[g=8, u=2] b[g=2]",
        "expected b of [8], got [g=2]. See the operator's layout.");
  }

  @Test
  void theSecondBiasIsCheckedToo() {
    refused(
        GRU,
        X + "w[g=6, f=3] r[g=6, u=2] b[g=6] rb[g=5]",
        "expected rb of [6], got [g=5]. See the operator's layout.");
  }

  @Test
  void bothStatesOrNone() {
    refused(
        LSTM,
        CELL + "h[batch, u=2]",
        "expected 2 initial states or none, got 1. Give all of them.");
    refused(
        GRU,
        X + "w[g=6, f=3] r[g=6, u=2] b[g=6] rb[g=6] h[batch, u=2] c[batch, u=2]",
        "expected 1 initial states or none, got 2. Give all of them.");
  }

  @Test
  void statesAreOfTheSameBatch() {
    refused(
        LSTM,
        CELL + "h[batch, u=2] c[batch=7, u=2]",
        "expected c of [batch, 2], got [batch=7, u=2]. See the operator's layout.");
  }
}
