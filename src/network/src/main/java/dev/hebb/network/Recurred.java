package dev.hebb.network;

import java.util.List;

/**
 * What comes out of a recurrent layer that returns its state.
 *
 * @param states {@code [batch, units]} each: h, and for an LSTM c behind it
 */
public record Recurred<I extends Rank, O extends Rank>(
    Stage<I, O> output, List<Stage<I, Rank.Vector>> states) {}
