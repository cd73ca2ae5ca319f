package dev.hebb.network;

import static dev.hebb.graph.Regularizer.l2;
import static dev.hebb.graph.WeightOptions.weight;
import static dev.hebb.graph.op.Activation.GELU;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.pRelu;
import static dev.hebb.network.Layers.permute;
import static dev.hebb.network.Layers.reshape;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hebb.graph.DeclarationException;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DeclarationErrorsTest {
  private final Stage<Sequence, Sequence> free = network("net", sequence(ANY, 3));
  private final Stage<Vector, Vector> six = network("net", vector(6));

  private static void refused(ThrowingCallable declaration, String message) {
    assertThatThrownBy(declaration).isInstanceOf(DeclarationException.class).hasMessage(message);
  }

  @Test
  void aNameGivenTwice() {
    refused(
        () -> six.then("price", dense(2)).then("price", dense(1)),
        "net/price (dense(1)): expected a name of its own, got \"price\", which another layer or"
            + " input has. Choose another, or leave it out.");
    refused(
        () -> six.then("input", dense(1)),
        "net/input (dense(1)): expected a name of its own, got \"input\", which another layer or"
            + " input has. Choose another, or leave it out.");
  }

  @Test
  void noUnits() {
    refused(
        () -> six.then(dense(0)),
        "net/dense (dense(0)): expected units of at least 1, got 0. Give a positive number.");
    refused(
        () -> free.then(lstm(-2)),
        "net/lstm (lstm(-2)): expected units of at least 1, got -2. Give a positive number.");
  }

  @Test
  void aSlopeForEachStepOfAFreeTime() {
    refused(
        () -> free.then(pRelu()),
        "net/p_re_lu (pRelu()): expected a fixed time for a slope of its own at each, got [batch,"
            + " time, features=3]. Share it: shared(1).");
    assertThat(free.then(pRelu().shared(1)).build().graph().parameterCount()).isEqualTo(3);
  }

  @Test
  void anOrderOfOtherAxes() {
    refused(
        () -> free.then(permute(2, 1, 3)),
        "net/permute (permute(2, 1, 3)): expected each of the 2 axes after the batch once, got [2, 1,"
            + " 3] for [batch, time, features=3]. Name them all, from 1.");
  }

  @Test
  void aRateThatDropsEverything() {
    refused(
        () -> six.then(dropout(1)),
        "net/dropout (dropout(1.0)): expected a rate of at least 0 and below 1, got 1.0. Give the"
            + " share to drop, such as 0.2.");
  }

  @Test
  void anActivationThatNoRecurrentNodeKnows() {
    String rest =
        ": expected an activation that an ONNX recurrent node knows, got GELU. Use one of [LINEAR,"
            + " RELU, SIGMOID, TANH, HARD_SIGMOID, LEAKY_RELU, ELU, SOFTPLUS, SOFTSIGN], or apply"
            + " it as a layer behind.";
    refused(
        () -> free.then(simpleRnn(2).activation(GELU).returnSequences()),
        "net/simple_rnn (simpleRnn(2).activation(GELU).returnSequences())" + rest);
    refused(
        () -> free.then(gru(2).recurrentActivation(GELU)),
        "net/gru (gru(2).recurrentActivation(GELU))" + rest);
  }

  @Test
  void flatteningAFreeTime() {
    refused(
        () -> free.then(flatten()),
        "net/flatten (flatten()): expected fixed lengths after batch, got [batch, time,"
            + " features=3], whose time is free. Declare its length, or reduce it first.");
  }

  @Test
  void aReshapeThatDoesNotMultiplyOut() {
    refused(
        () -> six.then(reshape(4, 2)),
        "net/reshape (reshape(4, 2)): expected lengths whose product is 6 for [batch, features=6],"
            + " got [4, 2] = 8. Change one of them, or give -1 for one to have it worked out.");
  }

  @Test
  void theTraceLeadsToTheLineOfTheMistake() {
    Stage<Vector, Vector> stage = six.then(dense(2));
    int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
    Throwable mistake = catchThrowable(() -> stage.then(dense(0)));
    assertThat(Arrays.stream(mistake.getStackTrace()))
        .anyMatch(
            frame ->
                frame.getClassName().equals(getClass().getName()) && frame.getLineNumber() == line);
  }

  @Test
  void aRateThatLeavesNothing() {
    for (double rate : new double[] {1, -0.1, Double.NaN}) {
      assertThatThrownBy(() -> network("n", vector(2)).then(dropout(rate)))
          .isInstanceOf(DeclarationException.class)
          .hasMessage(
              "n/dropout (dropout("
                  + rate
                  + ")): expected a rate of at least 0 and below 1, got "
                  + rate
                  + ". Give the share to drop, such as 0.2.");
    }
  }

  @Test
  void anOptionForAWeightThatIsNotThere() {
    assertThatThrownBy(
            () -> network("n", vector(2)).then(dense(3).with(weight("gamma").regularizer(l2(1)))))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "n/dense (dense(3).with(gamma L2[factor=1.0])): expected a weight of this layer, one of"
                + " [kernel, bias], got \"gamma\". Say it of one of those.");
  }
}
