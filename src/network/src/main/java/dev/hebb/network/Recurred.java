package dev.hebb.network;

import java.util.List;

/**
 * What comes out of a recurrent layer that returns its state.
 *
 * @param states {@code [batch, units]} each: h, and for an LSTM c behind it; as outputs they are
 *     named {@code <layer>_state}, {@code <layer>_state_1}
 */
public record Recurred<I extends Rank, O extends Rank>(
    Stage<I, O> output, List<Stage<I, Rank.Vector>> states) {
  /** How the state of this index is named as an output of a layer. */
  public static String state(String layer, int index) {
    return layer + "_state" + (index == 0 ? "" : "_" + index);
  }
}
