package dev.hebb.network.layer;

import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Direction;

/**
 * What all recurrent layers let their user choose.
 *
 * @param sequences whether every step comes out, or only the last
 * @param backwards whether time is read last step first
 */
public record RecurrentOptions(
    Activation activation,
    Activation recurrentActivation,
    boolean bias,
    boolean sequences,
    boolean backwards) {
  static final RecurrentOptions DEFAULT =
      new RecurrentOptions(Activation.TANH, Activation.SIGMOID, true, false, false);

  RecurrentOptions activation(Activation other) {
    return new RecurrentOptions(other, recurrentActivation, bias, sequences, backwards);
  }

  RecurrentOptions recurrentActivation(Activation other) {
    return new RecurrentOptions(activation, other, bias, sequences, backwards);
  }

  RecurrentOptions noBias() {
    return new RecurrentOptions(activation, recurrentActivation, false, sequences, backwards);
  }

  RecurrentOptions withSequences() {
    return new RecurrentOptions(activation, recurrentActivation, bias, true, backwards);
  }

  RecurrentOptions goBackwards() {
    return new RecurrentOptions(activation, recurrentActivation, bias, sequences, true);
  }

  Direction direction() {
    return backwards ? Direction.REVERSE : Direction.FORWARD;
  }

  String declaration(String call, boolean resetBefore) {
    return new Text(call)
        .activation("activation", activation, Activation.TANH)
        .activation("recurrentActivation", recurrentActivation, Activation.SIGMOID)
        .when(!bias, "noBias()")
        .when(resetBefore, "resetAfter(false)")
        .when(sequences, "returnSequences()")
        .when(backwards, "goBackwards()")
        .toString();
  }
}
