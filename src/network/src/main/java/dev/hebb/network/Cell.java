package dev.hebb.network;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * What a recurrent layer of one's own does at one step. A record that implements this goes into
 * {@code rnn(cell)}, trains and exports with no change anywhere else. Keras: the cell of an RNN.
 */
public interface Cell {
  /** The kind of layer that it makes, such as {@code peephole_lstm}. */
  String kind();

  /** What the user wrote: {@code peephole(20)}. Goes into errors and pictures. */
  String declaration();

  /** How many numbers each state holds. */
  List<Integer> states();

  /**
   * Adds one step. Its parameters are those of the layer: {@code <layer>/<weight>}. What is random
   * in training is drawn anew at each step.
   *
   * @param input {@code [batch, features]}
   * @param states {@code [batch, numbers]} each
   */
  Step step(Value input, List<Value> states, Scope scope);

  /**
   * What a step makes.
   *
   * @param output {@code [batch, units]}
   * @param states the new ones, each as long as the old one
   */
  record Step(Value output, List<Value> states) {
    public Step {
      states = List.copyOf(states);
    }

    /** The one state is the output too. */
    public static Step of(Value state) {
      return new Step(state, List.of(state));
    }
  }
}
